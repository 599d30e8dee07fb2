"""Declaring relations before an assessment: first to institutions, then, with the names open, to each candidate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.duty.operations import clear, open_names
from assessments.models import Assessment, AssessmentSession, Assessor, Event
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.spelling import plain

from ...models import CandidateDeclaration, Conflict, InstitutionDeclaration, Tie
from ..found_ties import ties
from .conflicts import raise_conflict, telling_officers


@dataclass(frozen=True)
class Answer:
    """How the assessor stands to somebody; any tie is explained."""

    tie: str
    note: str = ""


def institutions_of(session: AssessmentSession, assessor: Assessor) -> list[str]:
    """The institutions whose people wait for this assessor with their names closed, each once, without any name."""
    places = _places(session, assessor).unopened().values_list("candidate__institution", flat=True)
    named = {plain(name): name.strip() for name in places.order_by("-pk") if plain(name)}
    declared = InstitutionDeclaration.objects.filter(session=session, assessor=assessor)
    known = {plain(name) for name in declared.values_list("institution", flat=True)}
    return sorted(name for key, name in named.items() if key not in known)


def closed_places(session: AssessmentSession, assessor: Assessor) -> int:
    """How many candidates wait for this assessor with their names closed."""
    return _places(session, assessor).unopened().count()


@transaction.atomic
@while_guarded
def declare_institutions(
    *, by: Account, on: date, session: AssessmentSession, assessor: Assessor, answers: Mapping[str, Answer]
) -> int:
    """Say how one stands to every institution of the session, and have the names opened; tells how many.

    Only the assessor himself may (PermissionDenied). Refuses an institution without an answer
    ("institutions_unanswered") and a tie without a word about it ("tie_unexplained"), "tie_unknown".
    """
    session = AssessmentSession.objects.select_for_update().get(pk=session.pk)
    _require_himself(by, assessor, session)
    asked = institutions_of(session, assessor)
    if set(asked) - set(answers):
        raise RuleError(_("Jawab untuk setiap lembaga."), code="institutions_unanswered")
    for institution in asked:
        answer = _checked(answers[institution])
        declaration = InstitutionDeclaration.objects.create(
            session=session, assessor=assessor, institution=institution, tie=answer.tie, note=answer.note,
            declared_by=by,
        )  # fmt: skip
        Event.record(declaration, "declared", by=by, on=on)
    waiting = list(_places(session, assessor).unopened().select_related("candidate__person"))
    opened = open_names(by=by, on=on, assessments=waiting)
    with telling_officers(session, assessor):
        _hold_what_is_known(session, assessor, waiting, by=by, on=on)
    return opened


@transaction.atomic
@while_guarded
def declare_candidates(
    *, by: Account, on: date, session: AssessmentSession, assessor: Assessor, answers: Mapping[int, Answer]
) -> int:
    """Say how one stands to each candidate whose name is open, by assessment; tells how many.

    Only the assessor himself may (PermissionDenied). What was said once stays: an answer about a candidate already
    declared is "declared_already". Refuses also "candidates_unanswered", "tie_unexplained", "tie_unknown".
    """
    session = AssessmentSession.objects.select_for_update().get(pk=session.pk)
    _require_himself(by, assessor, session)
    waiting = {place.pk: place for place in undeclared(session, assessor)}
    if set(answers) - set(waiting):
        raise RuleError(
            _("Pernyataan tentang asesi ini sudah tercatat dan tidak dapat diubah. Laporkan perubahannya kepada LSP."),
            code="declared_already",
        )
    if set(waiting) - set(answers):
        raise RuleError(_("Jawab untuk setiap asesi."), code="candidates_unanswered")
    with telling_officers(session, assessor):
        _take_down(assessor, waiting, answers, by=by, on=on)
    return len(waiting)


def _take_down(
    assessor: Assessor, waiting: Mapping[int, Assessment], answers: Mapping[int, Answer], *, by: Account, on: date
) -> None:
    """Write what was said about each; a tie holds the place."""
    for pk, place in sorted(waiting.items()):  # rows are locked in the order of their keys, as everywhere
        answer = _checked(answers[pk])
        declaration, is_new = CandidateDeclaration.objects.get_or_create(
            assessment=place,
            assessor=assessor,
            defaults={"tie": answer.tie, "note": answer.note, "declared_by": by},
        )
        if is_new:
            Event.record(declaration, "declared", by=by, on=on)
        clear(by=by, on=on, assessment=place)
        if declaration.tie != Tie.NONE:
            raise_conflict(
                by=by, on=on, assessment=place, assessor=assessor, source=Conflict.Source.DECLARED,
                tie=declaration.tie, detail=declaration.note,
            )  # fmt: skip


def undeclared(session: AssessmentSession, assessor: Assessor) -> list[Assessment]:
    """The places of this assessor whose names are open and about which he has said nothing yet."""
    open_ones = _places(session, assessor).undeclared().filter(opened_at__isnull=False)
    return list(open_ones.select_related("candidate__person").order_by("candidate__person__name", "pk"))


def _places(session: AssessmentSession, assessor: Assessor) -> Any:
    return Assessment.objects.filter(session=session, assessor=assessor)


def _require_himself(by: Account, assessor: Assessor, session: AssessmentSession) -> None:
    is_himself = assessor.person.account_id is not None and assessor.person.account_id == by.pk
    if not is_himself or not session.assignments.filter(assessor=assessor).exists():
        raise PermissionDenied


def _checked(answer: Answer) -> Answer:
    if answer.tie not in Tie.values:
        raise RuleError(_("Pilih hubungan dari daftar."), code="tie_unknown")
    note = answer.note.strip()
    if answer.tie != Tie.NONE and not note:
        raise RuleError(_("Jelaskan hubungan itu dengan beberapa kata."), code="tie_unexplained")
    return Answer(answer.tie, note)


def _hold_what_is_known(
    session: AssessmentSession, assessor: Assessor, places: list[Assessment], *, by: Account, on: date
) -> None:
    """Ties to an institution count for its people; what the portal finds by itself counts as well."""
    declared = InstitutionDeclaration.objects.filter(session=session, assessor=assessor).exclude(tie=Tie.NONE)
    of_institution = {plain(said.institution): said for said in declared}
    for place in sorted(places, key=lambda place: place.pk):
        said = of_institution.get(plain(place.candidate.institution))
        if said:
            raise_conflict(
                by=by, on=on, assessment=place, assessor=assessor, source=Conflict.Source.DECLARED,
                tie=said.tie, detail=f"{said.institution}: {said.note}",
            )  # fmt: skip
        for found in ties(assessor, place.candidate):
            raise_conflict(
                by=None, on=on, assessment=place, assessor=assessor, source=Conflict.Source.FOUND,
                tie=found.tie, detail=found.detail, since=found.since,
            )  # fmt: skip
