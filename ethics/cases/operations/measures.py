"""What a finding means for a certificate: a panel proposes, a decision maker without part confirms or declines."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.access import check_decision_maker
from assessments.models import Event, Person
from certificates.acts.operations import reinstate, suspend
from certificates.models import Certificate
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.printable import stated

from ...models import CertificateMeasure, PanelDecision

Act, Outcome = CertificateMeasure.Act, CertificateMeasure.Outcome
# Kept in the register and read by the holder, so in the portal's language whoever acts; nothing else of a case is told.
BECAUSE_SUSTAINED = "Temuan etik pada asesmen yang mendasari sertifikat ini (perkara {number})."
BECAUSE_LIFTED = "Temuan etik pada asesmennya dibatalkan pada tingkat banding (perkara {number})."
SAT_ON_PANEL = _("Anda anggota majelis yang mengusulkannya. Pengambil keputusan lain yang menjawab usul ini.")
LIFTED = "Putusan yang mengusulkannya dibatalkan pada tingkat banding."


def propose(*, decision: PanelDecision, act: str, by: Account) -> list[CertificateMeasure]:
    """Lay the certificates of the case's assessment before the decision makers: those that the act can still touch."""
    status = Certificate.Status.ACTIVE if act == Act.SUSPEND else Certificate.Status.SUSPENDED
    assessment = decision.panel.case.assessment
    certificates = Certificate.objects.filter(assessment=assessment, status=status) if assessment else []
    measures = [
        CertificateMeasure.objects.create(
            decision=decision, certificate=certificate, act=act, proposed_on=decision.decided_on
        )
        for certificate in certificates
    ]
    for measure in measures:
        Event.record(measure, "proposed", by=by, on=decision.decided_on)
    return measures


def take_back(*, by: Account, on: date, decision: PanelDecision) -> None:
    """Nobody needs to answer what a lifted decision proposed."""
    for measure in decision.measures.waiting().select_for_update(of=("self",)):
        _take(measure, Outcome.DECLINED, LIFTED, by=by, on=on)


@transaction.atomic
@while_guarded
def confirm(*, by: Account, on: date, measure: CertificateMeasure) -> CertificateMeasure:
    """Do what the panel proposed, by the certificate's own door and under its rules.

    A decision maker without part in the case takes it (PermissionDenied), and none of the panel that proposed it
    (ISO/IEC 17024, 4.3). Refuses "suspended", "sat_on_panel", "measure_taken", and whatever
    `certificates.operations.suspend` and `reinstate` refuse.
    """
    measure = _waiting(by, on, measure)
    case = measure.decision.panel.case
    if measure.act == Act.SUSPEND:
        reason = BECAUSE_SUSTAINED.format(number=case.number)
        suspend(certificate=measure.certificate, by=by, on=on, reason=reason)
    else:
        reason = BECAUSE_LIFTED.format(number=case.number)
        reinstate(certificate=measure.certificate, by=by, on=on, reason=reason)
    return _take(measure, Outcome.CONFIRMED, reason, by=by, on=on)


@transaction.atomic
@while_guarded
def decline(*, by: Account, on: date, measure: CertificateMeasure, reason: str) -> CertificateMeasure:
    """Leave the certificate as it is, with a reason. Refuses "suspended", "sat_on_panel", "measure_taken" and
    "reason_required".
    """
    measure = _waiting(by, on, measure)
    if not (reason := stated(reason)):
        raise RuleError(_("Alasan wajib diisi."), code="reason_required")
    return _take(measure, Outcome.DECLINED, reason, by=by, on=on)


def _waiting(by: Account, on: date, measure: CertificateMeasure) -> CertificateMeasure:
    check_decision_maker(by, on)
    measure = CertificateMeasure.objects.select_for_update(of=("self",)).for_list().get(pk=measure.pk)
    case = measure.decision.panel.case
    respondent = Person.objects.filter(account=by, assessor=case.respondent_id)
    if respondent.exists() or case.reporter_id == by.pk:
        raise PermissionDenied
    if measure.was_proposed_by(by):
        raise RuleError(SAT_ON_PANEL, code="sat_on_panel")
    if not measure.is_waiting:
        raise RuleError(_("Usul ini sudah dijawab."), code="measure_taken")
    return measure


def _take(measure: CertificateMeasure, outcome: str, reason: str, *, by: Account, on: date) -> CertificateMeasure:
    measure.outcome, measure.reason, measure.taken_by, measure.taken_on = outcome, reason, by, on
    measure.save(update_fields=["outcome", "reason", "taken_by", "taken_on"])
    verb = "confirmed" if outcome == Outcome.CONFIRMED else "declined"
    Event.record(measure, verb, by=by, on=on)
    return measure
