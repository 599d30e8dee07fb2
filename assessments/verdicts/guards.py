"""The guards of verdicts: frozen by the signature, only of units of the scheme, and K of every unit behind it."""

from kit.guards import Guard

from ..assessments.guards import assessment_row, status_of
from ..sessions.guards import version_of
from ..ties.guards import UNDECIDED_TIE, doubted


def not_competent(assessment: str, scheme_version: str) -> str:
    """True when an assessment's units are not all competent: the central rule, in SQL.

    No verdict at all, a verdict that is not K, a compulsory unit without a verdict, or an elective group whose
    minimum is not reached.
    """
    return (
        f"(NOT EXISTS (SELECT 1 FROM assessments_verdict v WHERE v.assessment_id = {assessment})"
        f" OR EXISTS (SELECT 1 FROM assessments_verdict v WHERE v.assessment_id = {assessment} AND v.outcome <> 'K')"
        f" OR EXISTS (SELECT 1 FROM assessments_schemeunit u WHERE u.version_id = {scheme_version}"
        f" AND u.elective_group_id IS NULL AND NOT EXISTS (SELECT 1 FROM assessments_verdict v"
        f" WHERE v.assessment_id = {assessment} AND v.unit_id = u.unit_id))"
        f" OR EXISTS (SELECT 1 FROM assessments_electivegroup g WHERE g.version_id = {scheme_version}"
        f" AND g.min_units > (SELECT count(*) FROM assessments_schemeunit u JOIN assessments_verdict v"
        f" ON v.unit_id = u.unit_id AND v.assessment_id = {assessment} WHERE u.elective_group_id = g.id)))"
    )


def unit_of_scheme(unit: str, assessment: str) -> str:
    """True when the scheme version that the assessment runs on has this unit."""
    return (
        "EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_assessmentsession s ON s.id = a.session_id"
        f" JOIN assessments_schemeunit u ON u.version_id = s.scheme_version_id WHERE a.id = {assessment}"
        f" AND u.unit_id = {unit})"
    )


GUARDS: tuple[Guard, ...] = (
    Guard(
        "verdict_frozen_insert", "assessments_verdict", "INSERT",
        f"{status_of('NEW.assessment_id')} <> 'enrolled'", "the assessment is signed: no verdict can be added",
        locks=assessment_row("NEW.assessment_id"),
    ),
    Guard(
        "verdict_frozen_update", "assessments_verdict", "UPDATE",
        f"({status_of('OLD.assessment_id')} <> 'enrolled' OR NEW.assessment_id <> OLD.assessment_id"
        " OR NEW.unit_id <> OLD.unit_id)", "the assessment is signed: its verdicts are frozen",
        locks=assessment_row("OLD.assessment_id"),
    ),
    Guard(
        "verdict_of_the_scheme", "assessments_verdict", "INSERT",
        f"NOT {unit_of_scheme('NEW.unit_id', 'NEW.assessment_id')}", "only units of the scheme are judged",
    ),
    Guard(
        "verdict_undoubted", "assessments_verdict", "UPDATE", doubted("OLD.assessment_id"), UNDECIDED_TIE,
        locks=assessment_row("OLD.assessment_id"),
    ),
    Guard(
        "assessment_signed_is_competent", "assessments_assessment", "UPDATE",
        f"(NEW.status IN ('signed', 'granted') AND OLD.status <> NEW.status"
        f" AND {not_competent('NEW.id', version_of('NEW.session_id'))})", "not every unit is competent",
    ),
)  # fmt: skip
