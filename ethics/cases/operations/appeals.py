"""The appeal of a respondent, and the second panel's decision on it."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError
from kit.states import advance, check_move

from ...models import Appeal, EthicsCase, Panel, PanelDecision
from .. import notices
from .measures import propose, take_back
from .panels import locked_panel, refuse_unfit, write_decision
from .sanctions import Penalty, impose, lift

STATUS, Turn, Outcome = EthicsCase.Status, Panel.Turn, PanelDecision.Outcome


@transaction.atomic
def file_appeal(*, by: Account, on: date, case: EthicsCase, grounds: str) -> Appeal:
    """The respondent asks for another panel while the clock runs; the sanction holds meanwhile.

    Only he may (PermissionDenied). Refuses "appeal_over", "transition", "grounds_required".
    """
    if not EthicsCase.objects.about(by).filter(pk=case.pk).exists():
        raise PermissionDenied
    case = EthicsCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    check_move(case, STATUS.APPEALED)
    if not case.is_appealable(on):
        raise RuleError(_("Masa banding sudah lewat."), code="appeal_over")
    if not grounds.strip():
        raise RuleError(_("Tulis alasan banding."), code="grounds_required")
    appeal = Appeal.objects.create(case=case, grounds=grounds.strip(), filed_on=on, filed_by=by)
    advance(case, STATUS.APPEALED, by=by, on=on)
    return appeal


@transaction.atomic
def decide_appeal(
    *,
    by: Account,
    on: date,
    panel: Panel,
    outcome: str,
    sustained: Collection[int] = (),
    reasons: str,
    penalty: Penalty | None = None,
) -> PanelDecision:
    """Uphold, change or lift the first decision; the case ends. Changed, another sanction takes the place of the first.

    Lifted, the suspension falls and suspended certificates are proposed for reinstatement. Refuses what `decide` does,
    and "outcome_unknown".
    """
    panel = locked_panel(by, panel, Turn.APPEAL)
    case = panel.case
    check_move(case, STATUS.CLOSED)
    refuse_unfit(panel, on, reasons)
    if outcome not in (Outcome.UPHELD, Outcome.CHANGED, Outcome.LIFTED):
        raise RuleError(_("Pilih hasil dari daftar."), code="outcome_unknown")
    first = PanelDecision.objects.get(panel__case=case, panel__turn=Turn.FIRST)
    if outcome == Outcome.UPHELD:
        sustained = list(first.findings.filter(is_sustained=True).values_list("clause__number", flat=True))
    decision = write_decision(
        panel, outcome, () if outcome == Outcome.LIFTED else sustained, by=by, on=on, reasons=reasons
    )
    if outcome != Outcome.UPHELD:
        lift(by=by, on=on, sanction=first.sanction)
    if outcome == Outcome.CHANGED:
        if not sustained or penalty is None:
            raise RuleError(_("Sebut butir yang terbukti dan sanksi penggantinya."), code="penalty_missing")
        impose(by=by, decision=decision, penalty=penalty)
    if outcome == Outcome.LIFTED:
        take_back(by=by, on=on, decision=first)
        propose(decision=decision, act="reinstate", by=by)
    advance(case, STATUS.CLOSED, by=by, on=on, closed_on=on)
    notices.tell_both(case)
    return decision
