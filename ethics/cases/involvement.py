"""Who has a part in a case and may neither handle nor judge it. The guards repeat most of it in the database."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.models import Assessor, Candidate, Person, Training, Verdict

from ..impartiality.found_ties import same_place
from ..models import EthicsCase, Panel

Part = tuple[int | None, Any]


def parts(case: EthicsCase) -> dict[int, Any]:
    """Every account with a part in the case, and which; the strongest part of each."""
    return _by_account([*_of_the_case(case), *_of_the_assessment(case)])


def barred_from_panel(case: EthicsCase, sitting: Panel | None = None) -> dict[int, Any]:
    """Who may not sit on its next panel, or on the one that sits: those with a part, the officer who took the case up,
    and the members of its other panel.
    """
    panels = Panel.objects.filter(case=case)
    others = panels.exclude(pk=sitting.pk) if sitting else panels
    earlier = [(seat, _("anggota majelis terdahulu")) for seat in others.values_list("seats__member", flat=True)]
    return _by_account([*parts(case).items(), (case.opened_by_id, _("petugas perkara ini")), *earlier])


def is_involved(user: Any, case: EthicsCase) -> bool:
    return user.pk in parts(case)


def _by_account(found: Iterable[Part]) -> dict[int, Any]:
    first: dict[int, Any] = {}
    for account, part in found:
        if account is not None:
            first.setdefault(account, part)
    return first


def _of_the_case(case: EthicsCase) -> Iterator[Part]:
    yield case.reporter_id, _("pelapor")
    respondent = case.respondent
    if respondent is None:
        return
    yield respondent.person.account_id, _("teradu")
    for other in Assessor.objects.exclude(pk=respondent.pk).exclude(employer="").select_related("person"):
        if same_place(other.employer, respondent.employer):
            yield other.person.account_id, _("rekan setempat kerja teradu")
    for colleague in Candidate.objects.exclude(institution="").exclude(person__account=None).select_related("person"):
        if same_place(colleague.institution, respondent.employer):
            yield colleague.person.account_id, _("rekan setempat kerja teradu")
    for account in Person.objects.tied_to(respondent.person).values_list("account", flat=True):
        yield account, _("punya hubungan dengan teradu")


def _of_the_assessment(case: EthicsCase) -> Iterator[Part]:
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
