"""Giving a candidate a place in a session: the moment the units are fixed for ever."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError
from kit.printable import stated
from kit.states import advance

from ...models import Assessment, AssessmentSession, Assessor, Candidate, Event, SchemeUnit, SchemeVersion, Verdict
from ...sessions.operations import planning
from ...sessions.operations.sessions import locked_session, require_open


class BatchRefused(RuleError):
    """Some of the candidates cannot be enrolled, so none was; `refusals` tells who and why."""

    def __init__(self, refusals: Sequence[tuple[Candidate, RuleError]]) -> None:
        message = _("Tidak ada asesi yang didaftarkan, karena yang berikut belum memenuhi syarat.")
        super().__init__(message, "batch_refused")
        self.refusals = refusals


@transaction.atomic
def enrol_many(
    *,
    by: Account,
    on: date,
    session: AssessmentSession,
    candidates: Sequence[Candidate],
    assessor: Assessor | None = None,
    electives: Collection[SchemeUnit] = (),
) -> list[Assessment]:
    """Enrol several candidates at once: all of them or nobody, so that the list on the screen is what was written.

    Without an assessor they are spread evenly over those assigned. Refuses "nobody_chosen", "nobody_assigned",
    "electives_*", and "batch_refused" with everything `enrol` refuses, by candidate.
    """
    session = locked_session(session)
    require_open(session)
    if not candidates:
        raise RuleError(_("Pilih sedikitnya satu asesi."), code="nobody_chosen")
    units_for(session.scheme_version, electives)
    pairs = [(candidate, assessor) for candidate in candidates] if assessor else spread(session, candidates)
    enrolled: list[Assessment] = []
    refusals: list[tuple[Candidate, RuleError]] = []
    for candidate, judge in pairs:
        try:
            place = enrol(by=by, on=on, session=session, candidate=candidate, assessor=judge, electives=electives)
        except RuleError as refusal:
            refusals.append((candidate, refusal))
        else:
            enrolled.append(place)
    if refusals:
        raise BatchRefused(refusals)
    Event.record(session, "enrolled", by=by, on=on, count=len(enrolled))
    return enrolled


def spread(session: AssessmentSession, candidates: Sequence[Candidate]) -> list[tuple[Candidate, Assessor]]:
    """Each candidate with the assessor who has fewest by then, never with himself. Refuses "nobody_assigned"."""
    assessors = list(session.assessors.select_related("person"))
    if not assessors:
        raise RuleError(_("Belum ada asesor yang ditugaskan pada jadwal ini."), code="nobody_assigned")
    held = session.assessments.exclude(status=Assessment.Status.CANCELLED).values_list("assessor", flat=True)
    load = Counter(held.order_by())
    pairs = []
    for candidate in candidates:
        others = [a for a in assessors if a.person_id != candidate.person_id] or assessors
        least = min(others, key=lambda assessor: load[assessor.pk])
        load[least.pk] += 1
        pairs.append((candidate, least))
    return pairs


@transaction.atomic
def enrol(
    *,
    by: Account,
    on: date,
    session: AssessmentSession,
    candidate: Candidate,
    assessor: Assessor,
    electives: Collection[SchemeUnit] = (),
) -> Assessment:
    """Enrol a candidate and write one pending verdict for every unit: all compulsory ones and the chosen electives.

    Refuses "session_closed", "not_in_force", "already_enrolled", "enrolment_cancelled", "quota_full",
    "not_assigned", "assesses_himself", "no_units", "electives_*" and what `planning.check_candidate` refuses.
    """
    session = locked_session(session)
    # The person is locked too: nobody becomes candidate here and assessor there in the same moment.
    locked = Candidate.objects.select_for_update(of=("self", "person")).select_related("person")
    candidate = locked.get(pk=candidate.pk)
    require_open(session)
    planning.check_version(session.scheme_version)
    planning.check_candidate(candidate, session)
    if session.enrolled() >= session.quota:
        raise RuleError(_("Kuota jadwal ini sudah penuh."), code="quota_full")
    _check_assigned(session, assessor)
    planning.check_own_roles(candidate, assessor)
    places = units_for(session.scheme_version, electives)
    assessment = Assessment.objects.create(session=session, candidate=candidate, assessor=assessor)
    Verdict.objects.bulk_create(
        [Verdict(assessment=assessment, unit=place.unit, position=n) for n, place in enumerate(places, start=1)]
    )
    Event.record(assessment, "enrolled", by=by, on=on)
    return assessment


def units_for(version: SchemeVersion, electives: Collection[SchemeUnit]) -> list[SchemeUnit]:
    """The places of the scheme a candidate is assessed on, in the scheme's order.

    Refuses "no_units", "electives_unknown" (not an elective of this version), "electives_count" (outside a group's
    minimum and maximum).
    """
    chosen = {place.pk for place in electives}
    places = list(version.scheme_units.select_related("unit", "elective_group"))
    optional = {place.pk for place in places if place.elective_group_id}
    if not chosen <= optional:
        raise RuleError(_("Ada unit pilihan yang bukan bagian skema ini."), code="electives_unknown")
    taken = Counter(place.elective_group_id for place in places if place.pk in chosen)
    for group in version.elective_groups.all():
        if not group.min_units <= taken[group.pk] <= group.max_units:
            raise RuleError(
                _("Pilih %(min)s sampai %(max)s unit dari kelompok “%(group)s”."),
                code="electives_count",
                params={"min": group.min_units, "max": group.max_units, "group": group.name},
            )
    wanted = [place for place in places if place.pk not in optional or place.pk in chosen]
    if not wanted:
        raise RuleError(_("Skema ini tidak memuat unit kompetensi."), code="no_units")
    return wanted


@transaction.atomic
def reassign(*, by: Account, on: date, assessment: Assessment, assessor: Assessor, reason: str = "") -> Assessment:
    """Hand an unsigned assessment to another assessor of the same session.

    Refuses "not_open", "same_assessor", "not_assigned", "assesses_himself" and, for somebody whom a conflict of
    interest keeps from this candidate, "held".
    """
    locked_session(assessment.session)  # so that the other one's task is not taken away meanwhile
    assessment = locked_assessment(assessment)
    if not assessment.is_open:
        raise RuleError(_("Asesmen ini sudah ditandatangani atau dibatalkan."), code="not_open")
    if assessment.assessor_id == assessor.pk:
        raise RuleError(_("Asesor ini sudah memegang asesi tersebut."), code="same_assessor")
    _check_assigned(assessment.session, assessor)
    planning.check_own_roles(assessment.candidate, assessor)
    if assessment.is_held_from(assessor):
        message = _("Asesor ini tidak boleh menilai asesi tersebut: ada benturan kepentingan.")
        raise RuleError(message, code="held")
    former = assessment.assessor
    assessment.assessor = assessor
    assessment.opened_at = assessment.cleared_at = None  # the other one has not said yet how he stands to the candidate
    assessment.shown_at = None  # what the candidate saw were the former one's verdicts
    assessment.revision += 1
    assessment.save(update_fields=["assessor", "opened_at", "cleared_at", "shown_at", "revision"])
    Event.record(
        assessment, "reassigned", by=by, on=on, reason=reason.strip(),
        came_from=former.pk, assessor=assessor.pk, name=assessor.person.name,
    )  # fmt: skip
    return assessment


@transaction.atomic
def cancel_enrolment(*, by: Account, on: date, assessment: Assessment, reason: str) -> Assessment:
    """Give the place back: absent, withdrawn. Refuses "reason_required" and an assessment that is signed."""
    assessment = locked_assessment(assessment)
    reason = stated(reason)
    if not reason:
        raise RuleError(_("Alasan wajib diisi."), code="reason_required")
    advance(assessment, Assessment.Status.CANCELLED, by=by, on=on, reason=reason)
    return assessment


def locked_assessment(assessment: Assessment) -> Assessment:
    """The assessment's row, locked until the transaction ends.

    What is beside it is read after the wait: PostgreSQL would read again the locked row alone, find another assessor
    there than the one joined, and no row at all.
    """
    Assessment.objects.select_for_update().only("pk").get(pk=assessment.pk)
    rows = Assessment.objects.select_related("session__scheme_version__scheme", "candidate__person", "assessor__person")
    return rows.get(pk=assessment.pk)


def _check_assigned(session: AssessmentSession, assessor: Assessor) -> None:
    if not session.assignments.filter(assessor=assessor).exists():
        raise RuleError(_("Asesor ini tidak bertugas pada jadwal ini."), code="not_assigned")
