"""The conditions of the guards, in SQL that SQLite and PostgreSQL both read."""

ALWAYS = "(1 = 1)"


def status_edges(old: str = "OLD.status", new: str = "NEW.status") -> str:
    """The edges of an assessment as SQL: true for a move that is not among them (see assessments.transitions)."""
    edges = (
        "('enrolled', 'signed'), ('enrolled', 'not_competent'), ('enrolled', 'cancelled'),"
        " ('signed', 'granted'), ('signed', 'refused')"
    )
    return f"({old} <> {new} AND ({old}, {new}) NOT IN (VALUES {edges}))"


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


def took_part(account: str, assessment: str) -> str:
    """True when the account is the candidate, assessed in any way, or trained the candidate (ISO/IEC 17024, 9.4)."""
    return (
        f"(EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_candidate c ON c.id = a.candidate_id"
        f" JOIN assessments_person p ON p.id = c.person_id WHERE a.id = {assessment} AND p.account_id = {account})"
        f" OR EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.id = {assessment} AND a.signed_by_id = {account})"
        f" OR EXISTS (SELECT 1 FROM assessments_verdict v WHERE v.assessment_id = {assessment}"
        f" AND v.recorded_by_id = {account})"
        f" OR EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_assessor r ON r.id = a.assessor_id"
        f" JOIN assessments_person p ON p.id = r.person_id WHERE a.id = {assessment} AND p.account_id = {account})"
        f" OR EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_assignment s"
        f" ON s.session_id = a.session_id JOIN assessments_assessor r ON r.id = s.assessor_id"
        f" JOIN assessments_person p ON p.id = r.person_id WHERE a.id = {assessment} AND p.account_id = {account})"
        f" OR EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_training t"
        f" ON t.candidate_id = a.candidate_id JOIN assessments_person p ON p.id = t.trainer_id"
        f" WHERE a.id = {assessment} AND p.account_id = {account}))"
    )


def version_of(session: str) -> str:
    return f"(SELECT s.scheme_version_id FROM assessments_assessmentsession s WHERE s.id = {session})"


def status_of(assessment: str) -> str:
    return f"(SELECT a.status FROM assessments_assessment a WHERE a.id = {assessment})"


def version_is_settled(version: str) -> str:
    return f"(SELECT w.status FROM assessments_schemeversion w WHERE w.id = {version}) <> 'draft'"
