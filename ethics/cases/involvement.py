"""Who has a part in a case and may neither handle nor judge it. The guards repeat most of it in the database."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.models import Assessor, Candidate, Person, Training, Verdict

from ..models import EthicsCase, Panel

Involvement = tuple[int | None, Any]


def involved(case: EthicsCase) -> dict[int, Any]:
    """Every account with a part in the case, and which; the strongest part of each."""
    return _by_account([*_of_the_case(case), *_of_the_assessment(case)])


def barred_from_panel(case: EthicsCase, sitting: Panel | None = None) -> dict[int, Any]:
    """Who may not sit on its next panel, or on the one that sits: those with a part, the officer who took the case up,
    and the members of its other panel.
    """
    panels = Panel.objects.filter(case=case)
    others = panels.exclude(pk=sitting.pk) if sitting else panels
    earlier = [(seat, _("anggota majelis terdahulu")) for seat in others.values_list("seats__member", flat=True)]
    return _by_account([*involved(case).items(), (case.opened_by_id, _("petugas perkara ini")), *earlier])


def is_involved(user: Any, case: EthicsCase) -> bool:
    return user.pk in involved(case)


def _by_account(found: Iterable[Involvement]) -> dict[int, Any]:
    first: dict[int, Any] = {}
    for account, role in found:
        if account is not None:
            first.setdefault(account, role)
    return first


def _of_the_case(case: EthicsCase) -> Iterator[Involvement]:
    yield case.reporter_id, _("pelapor")
    respondent = case.respondent
    if respondent is None:
        return
    yield respondent.person.account_id, _("teradu")
    if respondent.employer_key:
        for account in _colleagues(respondent):
            yield account, _("rekan setempat kerja teradu")
    for account in Person.objects.tied_to(respondent.person).values_list("account", flat=True):
        yield account, _("punya hubungan dengan teradu")


def _colleagues(respondent: Assessor) -> Iterator[int | None]:
    """The accounts of those who work, or learn, where he works."""
    assessors = Assessor.objects.filter(employer_key=respondent.employer_key).exclude(pk=respondent.pk)
    yield from assessors.values_list("person__account", flat=True)
    candidates = Candidate.objects.filter(institution_key=respondent.employer_key)
    yield from candidates.values_list("person__account", flat=True)


def _of_the_assessment(case: EthicsCase) -> Iterator[Involvement]:
    assessment = case.assessment
    if assessment is None:
        return
    yield assessment.candidate.person.account_id, _("asesi perkara ini")
    yield assessment.signed_by_id, _("asesor jadwal ini")
    yield assessment.assessor.person.account_id, _("asesor jadwal ini")
    for account in assessment.session.assignments.values_list("assessor__person__account", flat=True):
        yield account, _("asesor jadwal ini")
    for account in Verdict.objects.filter(assessment=assessment).values_list("recorded_by", flat=True):
        yield account, _("asesor jadwal ini")
    for account in assessment.supervisions.values_list("supervisor__account", flat=True):
        yield account, _("pengawas asesmen ini")
    for account in Training.objects.filter(candidate=assessment.candidate_id).values_list(
        "trainer__account", flat=True
    ):
        yield account, _("pelatih asesi")
    decision = getattr(assessment, "decision", None)
    if decision:
        yield decision.decided_by_id, _("memutuskan sertifikasinya")
