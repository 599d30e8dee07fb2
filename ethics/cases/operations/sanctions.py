"""Carrying out a sanction, and lifting it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.bars.operations import bar_assessor, lift_bar
from assessments.models import AssessmentSession, Assessor, Event
from kit.accounts import Account
from kit.errors import RuleError

from ...models import PanelDecision, Sanction

Kind = Sanction.Kind
BARRING = (Kind.SUSPENSION, Kind.WITHDRAWAL)


@dataclass(frozen=True)
class Penalty:
    """A rung of the ladder as the panel chose it; days for those that keep from tasks."""

    kind: str
    starts_on: date | None = None
    ends_on: date | None = None


def impose(*, by: Account, decision: PanelDecision, penalty: Penalty) -> Sanction:
    """Write the sanction of a decision inside the decision's transaction; a suspension holds at once.

    Refuses "kind_unknown", "days_missing", "before_decision", "sanction_overlaps" and what `bar_assessor` refuses.
    """
    if penalty.kind not in Kind.values:
        raise RuleError(_("Pilih sanksi dari daftar."), code="kind_unknown")
    case = decision.panel.case
    assessor = Assessor.objects.select_for_update(of=("self",)).get(ethics_cases=case)
    sanction = Sanction(decision=decision, assessor=assessor, kind=penalty.kind, decided_on=decision.decided_on)
    if penalty.kind in BARRING:
        starts_on, ends_on = _days(sanction, penalty)
        sanction.starts_on, sanction.ends_on = starts_on, ends_on
        sanction.bar = bar_assessor(
            by=by, on=timezone.localdate(), assessor=assessor, starts_on=starts_on, ends_on=ends_on,
            reason=f"Putusan perkara etik {case.number}.",
        )  # fmt: skip
    sanction.save(force_insert=True)
    Event.record(sanction, "imposed", by=by, on=decision.decided_on)
    return sanction


def _days(sanction: Sanction, penalty: Penalty) -> tuple[date, date | None]:
    """The first and the last day that the sanction keeps from tasks; refuses what is unfit or overlaps."""
    withdrawal = penalty.kind == Kind.WITHDRAWAL
    if penalty.starts_on is None or (penalty.ends_on is None and not withdrawal):
        raise RuleError(_("Isi hari pertama dan hari terakhir pembekuan."), code="days_missing")
    if penalty.starts_on < sanction.decided_on:
        raise RuleError(_("Sanksi tidak dapat dimulai sebelum putusannya."), code="before_decision")
    ends_on = None if withdrawal else penalty.ends_on
    if Sanction.objects.filter(assessor=sanction.assessor).barring(penalty.starts_on, ends_on).exists():
        raise RuleError(_("Asesor ini sudah terkena sanksi pada masa itu."), code="sanction_overlaps")
    return penalty.starts_on, ends_on


def lift(*, by: Account, on: date, sanction: Sanction) -> None:
    """End a sanction that an appeal did not uphold; what is left of its suspension falls away."""
    sanction = Sanction.objects.select_for_update(of=("self",)).select_related("bar").get(pk=sanction.pk)
    sanction.lifted_on = on
    sanction.save(update_fields=["lifted_on"])
    bar = sanction.bar
    if bar and bar.lifted_on is None and (bar.ends_on is None or bar.ends_on >= on):
        lift_bar(by=by, on=timezone.localdate(), bar=bar, reason="Dicabut oleh putusan banding.")
    Event.record(sanction, "lifted", by=by, on=on)


def to_hand_over(assessor: Assessor, on: date) -> list[AssessmentSession]:
    """The running and planned sessions of an assessor that somebody else must take over, the nearest first."""
    rows = AssessmentSession.objects.open().filter(assignments__assessor=assessor, ends_at__date__gte=on)
    return list(rows.select_related("scheme_version", "venue").order_by("starts_at"))
