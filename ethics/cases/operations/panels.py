"""Appointing a panel, and its decision clause by clause."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.access import is_suspended, refuse_suspended
from assessments.models import Bar
from kit.accounts import Account
from kit.days import refuse_future
from kit.errors import RuleError
from kit.states import advance, check_move

from ...models import Clause, EthicsCase, Finding, Panel, PanelDecision, PanelSeat, Side
from .. import notices
from ..clocks import APPEAL_DAYS, working_days_after
from ..involvement import barred_from_panel
from .cases import locked_for
from .measures import propose
from .sanctions import Penalty, impose

STATUS, Turn, Outcome = EthicsCase.Status, Panel.Turn, PanelDecision.Outcome


def who_may_sit() -> QuerySet[Any]:
    """Accounts that can sit on panels at all: officers, decision makers, admins, assessors on duty; none suspended."""
    today = timezone.localdate()
    roles = Q(is_ethics_officer=True) | Q(is_decision_maker=True) | Q(is_lsp_admin=True)
    rows = get_user_model().objects.filter(is_active=True).filter(roles | Q(person__assessor__is_active=True))
    bars = Bar.objects.touching(today, today).filter(assessor__person__account__isnull=False).order_by()
    free = rows.exclude(pk__in=bars.values("assessor__person__account"))
    return free.select_related("person").order_by("person__name", "pk")


def is_awaited(case: EthicsCase, *, on: date) -> bool:
    """Whether it is a panel's turn: on appeal, or once the respondent answered or his time is over."""
    answered = case.messages.filter(side=Side.RESPONDENT)
    return case.status == STATUS.APPEALED or (
        case.status == STATUS.HEARING and (not case.is_answerable(on) or answered.exists())
    )


@transaction.atomic
def appoint(*, by: Account, on: date, case: EthicsCase, members: list[Any]) -> Panel:
    """Appoint the panel that the case waits for; the first named chairs it.

    Refuses "transition", "reply_running" (the respondent has neither answered nor run out of time), "panel_small",
    "member_involved", "member_unfit".
    """
    case = locked_for(by, case)
    turn, status = (Turn.APPEAL, STATUS.APPEAL_PANEL) if case.status == STATUS.APPEALED else (Turn.FIRST, STATUS.PANEL)
    check_move(case, status)
    if not is_awaited(case, on=on):
        raise RuleError(_("Teradu masih dapat menjawab."), code="reply_running")
    if len({member.pk for member in members}) < Panel.LEAST:
        raise RuleError(_("Majelis paling sedikit tiga orang yang berbeda."), code="panel_small")
    barred = barred_from_panel(case)
    if any(member.pk in barred for member in members):
        raise RuleError(_("Salah satu anggota terlibat dalam perkara ini."), code="member_involved")
    if who_may_sit().filter(pk__in=[member.pk for member in members]).count() < len(members):
        raise RuleError(_("Salah satu anggota tidak dapat duduk dalam majelis."), code="member_unfit")
    panel = Panel.objects.create(case=case, turn=turn, appointed_on=on, appointed_by=by)
    for place, member in enumerate(members):
        PanelSeat.objects.create(panel=panel, member=member, is_chair=place == 0)
    advance(case, status, by=by, on=on)
    return panel


def locked_panel(by: Account, panel: Panel, turn: str) -> Panel:
    """The panel with its case locked; PermissionDenied for anybody but its chair. Refuses "suspended"."""
    EthicsCase.objects.select_for_update(of=("self",)).get(pk=panel.case_id)
    panel = Panel.objects.select_related("case__respondent__person").get(pk=panel.pk)
    if panel.turn != turn or not panel.is_chaired_by(by):
        raise PermissionDenied
    refuse_suspended(by)
    return panel


def refuse_unfit(panel: Panel, on: date, reasons: str) -> None:
    """What keeps any panel from deciding now."""
    refuse_future(on)
    if on < panel.appointed_on:
        raise RuleError(_("Putusan tidak dapat mendahului majelisnya."), code="before_panel")
    if not reasons.strip():
        raise RuleError(_("Tulis pertimbangan majelis."), code="reason_required")
    if panel.seats.count() < Panel.LEAST:
        raise RuleError(_("Majelis paling sedikit tiga orang yang berbeda."), code="panel_small")
    barred = barred_from_panel(panel.case, sitting=panel)
    if any(member in barred for member in panel.seats.values_list("member", flat=True)):
        raise RuleError(_("Salah satu anggota terlibat dalam perkara ini."), code="member_involved")
    if any(is_suspended(seat.member, on, timezone.localdate()) for seat in panel.seats.select_related("member")):
        message = _("Tugas salah satu anggota sedang dibekukan. Majelis memutus setelah pembekuannya berakhir.")
        raise RuleError(message, code="member_suspended")


@transaction.atomic
def decide(
    *,
    by: Account,
    on: date,
    panel: Panel,
    sustained: Collection[int],
    reasons: str,
    penalty: Penalty | None = None,
    touches_certificate: bool = False,
) -> PanelDecision:
    """Decide clause by clause; `sustained` are numbers of clauses of the case. With nothing sustained the case ends.

    Only the chair writes it (PermissionDenied). Refuses "in_future", "before_panel", "reason_required", "panel_small",
    "suspended", "member_involved", "member_suspended", "transition", "clause_foreign", "penalty_missing",
    "penalty_unfounded" and what `impose` refuses.
    """
    panel = locked_panel(by, panel, Turn.FIRST)
    case = panel.case
    check_move(case, STATUS.DECIDED)
    refuse_unfit(panel, on, reasons)
    decision = write_decision(panel, Outcome.DECIDED, sustained, by=by, on=on, reasons=reasons)
    notices.tell_both(case)
    if not sustained:
        if penalty:
            raise RuleError(_("Tanpa butir yang terbukti tidak ada sanksi."), code="penalty_unfounded")
        advance(case, STATUS.CLOSED, by=by, on=on, closed_on=on)
        return decision
    if penalty is None:
        raise RuleError(_("Pilih sanksi dari daftar."), code="penalty_missing")
    impose(by=by, decision=decision, penalty=penalty)
    if touches_certificate:
        propose(decision=decision, act="suspend", by=by)
    until = working_days_after(timezone.localdate(), APPEAL_DAYS)
    advance(case, STATUS.DECIDED, by=by, on=on, appeal_until=until)
    return decision


def write_decision(
    panel: Panel, outcome: str, sustained: Collection[int], *, by: Account, on: date, reasons: str
) -> PanelDecision:
    """The decision with a finding for every clause of the case. Refuses "clause_foreign"."""
    clauses: dict[int, Clause] = {clause.number: clause for clause in panel.case.clauses.all()}
    if not set(sustained) <= set(clauses):
        raise RuleError(_("Butir itu tidak termasuk perkara ini."), code="clause_foreign")
    decision = PanelDecision.objects.create(
        panel=panel, outcome=outcome, decided_on=on, reasons=reasons.strip(), written_by=by
    )
    Finding.objects.bulk_create(
        Finding(decision=decision, clause=clause, is_sustained=number in sustained)
        for number, clause in clauses.items()
    )
    return decision
