"""Giving a candidate a place in a session: the moment the units are fixed for ever."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ..errors import RuleError
from ..models import Assessment, AssessmentSession, Assessor, Candidate, Event, SchemeUnit, SchemeVersion, Verdict
from ..transitions import advance
from . import planning
from .sessions import locked_session, require_open


@transaction.atomic
def enrol(
    *,
    by: Any,
    on: date,
    session: AssessmentSession,
    candidate: Candidate,
    assessor: Assessor,
    electives: Collection[SchemeUnit] = (),
) -> Assessment:
    """Enrol a candidate and write one pending verdict for every unit: all compulsory ones and the chosen electives.

    Refuses "session_closed", "already_enrolled", "quota_full", "not_assigned", "assesses_himself", "no_units",
    "electives_*" and what `planning.check_candidate` refuses.
    """
    session = locked_session(session)
    candidate = Candidate.objects.select_for_update(of=("self",)).select_related("person").get(pk=candidate.pk)
    require_open(session)
    planning.check_version(session.scheme_version)
    if session.assessments.filter(candidate=candidate).exists():
        raise RuleError(_("Asesi ini sudah terdaftar pada jadwal ini."), code="already_enrolled")
    if session.enrolled() >= session.quota:
        raise RuleError(_("Kuota jadwal ini sudah penuh."), code="quota_full")
    _check_assigned(session, assessor)
    planning.check_own_roles(candidate, assessor)
    planning.check_candidate(candidate, session)
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
def reassign(*, by: Any, on: date, assessment: Assessment, assessor: Assessor, reason: str = "") -> Assessment:
    """Hand an unsigned assessment to another assessor of the same session.

    Refuses "already_signed", "not_assigned", "assesses_himself".
    """
    assessment = locked_assessment(assessment)
    if not assessment.is_open:
        raise RuleError(_("Asesmen ini sudah ditandatangani."), code="already_signed")
    _check_assigned(assessment.session, assessor)
    planning.check_own_roles(assessment.candidate, assessor)
    assessment.assessor = assessor
    assessment.revision += 1
    assessment.save(update_fields=["assessor", "revision"])
    Event.record(assessment, "reassigned", by=by, on=on, reason=reason, assessor=assessor.pk)
    return assessment


@transaction.atomic
def cancel_enrolment(*, by: Any, on: date, assessment: Assessment, reason: str) -> Assessment:
    """Give the place back: absent, withdrawn. Refuses "reason_required" and an assessment that is signed."""
    assessment = locked_assessment(assessment)
    if not reason.strip():
        raise RuleError(_("Alasan wajib diisi."), code="reason_required")
    advance(assessment, Assessment.Status.CANCELLED, verb="cancelled", by=by, on=on, reason=reason)
    return assessment


def locked_assessment(assessment: Assessment) -> Assessment:
    """The assessment's row, locked until the transaction ends."""
    return (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("session__scheme_version__scheme", "candidate__person", "assessor__person")
        .get(pk=assessment.pk)
    )


def _check_assigned(session: AssessmentSession, assessor: Assessor) -> None:
    if not session.assignments.filter(assessor=assessor).exists():
        raise RuleError(_("Asesor ini tidak bertugas pada jadwal ini."), code="not_assigned")
