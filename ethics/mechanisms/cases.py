"""The records of cases: number, clauses, stages and sanction, and nothing of a case in which the reader has a part."""

from typing import Any

from django.utils.translation import gettext as _

from .. import models
from .kinds import Record


def _handled(user: Any) -> Any:
    return models.EthicsCase.objects.visible_to(user).for_list()


def _of_handled(model: Any, way: str) -> Any:
    return lambda user: model.objects.filter(**{f"{way}__in": models.EthicsCase.objects.visible_to(user)})


def _case(case: Any) -> str:
    numbers = ", ".join(str(clause.number) for clause in case.clauses.all())
    said = {"stage": case.get_status_display(), "clauses": numbers}
    return _("%(stage)s (butir %(clauses)s)") % said if numbers else said["stage"]


def _finding(finding: Any) -> str:
    told = _("terbukti") if finding.is_sustained else _("tidak terbukti")
    return _("Butir %(number)s: %(told)s") % {"number": finding.clause.number, "told": told}


def _measure(measure: Any) -> str:
    return f"{measure.get_act_display()}, {measure.get_outcome_display() or _('belum dijawab')}"


def _sanction(sanction: Any) -> str:
    return f"{sanction.get_kind_display()}, {_('dicabut')}" if sanction.lifted_on else sanction.get_kind_display()


def cases_about(clause: int) -> Record:
    """The cases that name a clause."""
    return Record(
        models.EthicsCase, "received_on", _case, number="number", with_rows=("clauses",), officers_only=True,
        rows=lambda user: _handled(user).about_clause(clause),
    )  # fmt: skip


def panels_about(clause: int) -> Record:
    """The panels of those cases."""
    return Record(
        models.Panel, "appointed_on", lambda row: row.get_turn_display(), number="case__number", with_rows=("case",),
        rows=lambda user: models.Panel.objects.filter(case__in=_handled(user).about_clause(clause)),
        officers_only=True,
    )  # fmt: skip


CASES = Record(
    models.EthicsCase, "received_on", _case, number="number", rows=_handled, with_rows=("clauses",), officers_only=True
)
MESSAGES = Record(
    models.CaseMessage, "sent_at", rows=_of_handled(models.CaseMessage, "case"), officers_only=True, is_listed=False
)
EVIDENCE = Record(
    models.Evidence, "given_at", rows=_of_handled(models.Evidence, "case"), officers_only=True, is_listed=False
)
PANELS = Record(
    models.Panel, "appointed_on", lambda row: row.get_turn_display(), number="case__number", with_rows=("case",),
    rows=_of_handled(models.Panel, "case"), officers_only=True,
)  # fmt: skip
DECISIONS = Record(
    models.PanelDecision, "decided_on", lambda row: row.get_outcome_display(), number="panel__case__number",
    rows=_of_handled(models.PanelDecision, "panel__case"), with_rows=("panel__case",), officers_only=True,
)  # fmt: skip
FINDINGS = Record(
    models.Finding, "decision__decided_on", _finding, number="decision__panel__case__number",
    rows=_of_handled(models.Finding, "decision__panel__case"), with_rows=("clause", "decision__panel__case"),
    officers_only=True,
)  # fmt: skip
SANCTIONS = Record(
    models.Sanction, "decided_on", _sanction, number="decision__panel__case__number",
    rows=_of_handled(models.Sanction, "decision__panel__case"), with_rows=("decision__panel__case",),
    officers_only=True,
)  # fmt: skip
MEASURES = Record(
    models.CertificateMeasure, "proposed_on", _measure, number="decision__panel__case__number",
    rows=_of_handled(models.CertificateMeasure, "decision__panel__case"), with_rows=("decision__panel__case",),
    officers_only=True,
)  # fmt: skip
APPEALS = Record(
    models.Appeal, "filed_on", number="case__number", rows=_of_handled(models.Appeal, "case"), with_rows=("case",),
    officers_only=True,
)  # fmt: skip
