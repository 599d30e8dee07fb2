"""The conditions of the guards, in SQL that SQLite and PostgreSQL both read."""

from django.conf import settings

from kit.guards import RowLock

ACCOUNTS = settings.AUTH_USER_MODEL.replace(".", "_").lower()


def assessment_row(key: str) -> tuple[RowLock]:
    """The lock of an assessment: of two transactions that touch what it rests on, one waits."""
    return (RowLock("assessments_assessment", key),)


def person_row(key: str) -> tuple[RowLock]:
    """The lock of a person against a change of who he is."""
    return (RowLock("assessments_person", key, "SHARE"),)


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


def took_part(account: str, assessment: str, by_day: str = "") -> str:
    """True when the account is the candidate, assessed or supervised in any way, or trained him (ISO/IEC 17024, 9.4).

    A training that ended after `by_day` does not count: a decision of that day is not undone by it.
    """
    trained = f" AND (t.ended_on IS NULL OR t.ended_on <= {by_day})" if by_day else ""
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
        f" OR EXISTS (SELECT 1 FROM assessments_supervision o JOIN assessments_person p ON p.id = o.supervisor_id"
        f" WHERE o.assessment_id = {assessment} AND p.account_id = {account})"
        f" OR EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_training t"
        f" ON t.candidate_id = a.candidate_id JOIN assessments_person p ON p.id = t.trainer_id"
        f" WHERE a.id = {assessment} AND p.account_id = {account}{trained}))"
    )


def version_of(session: str) -> str:
    return f"(SELECT s.scheme_version_id FROM assessments_assessmentsession s WHERE s.id = {session})"


def status_of(assessment: str) -> str:
    """The status, or '' when there is no such assessment: an unknown would let everything pass."""
    return f"COALESCE((SELECT a.status FROM assessments_assessment a WHERE a.id = {assessment}), '')"


def version_is_settled(version: str) -> str:
    """True for every version that is no draft, and for one that is not there (any more, or yet)."""
    return f"COALESCE((SELECT w.status FROM assessments_schemeversion w WHERE w.id = {version}), '') <> 'draft'"


def session_is_assessable(session: str) -> str:
    """True when the session is there and runs on a version that is or was in force."""
    return (
        "EXISTS (SELECT 1 FROM assessments_assessmentsession s JOIN assessments_schemeversion w"
        f" ON w.id = s.scheme_version_id WHERE s.id = {session} AND w.status <> 'draft')"
    )


def unit_of_scheme(unit: str, assessment: str) -> str:
    """True when the scheme version that the assessment runs on has this unit."""
    return (
        "EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_assessmentsession s ON s.id = a.session_id"
        f" JOIN assessments_schemeunit u ON u.version_id = s.scheme_version_id WHERE a.id = {assessment}"
        f" AND u.unit_id = {unit})"
    )


def may_decide(account: str) -> str:
    """True when the account has the role of a decision maker."""
    return f"EXISTS (SELECT 1 FROM {ACCOUNTS} k WHERE k.id = {account} AND k.is_decision_maker)"


def suspended(account: str, day: str = "") -> str:
    """True when the account is that of an assessor who is suspended now, or was on the `day` of the record.

    Now is by the database's own clock (UTC), where the last day and a suspension that was lifted do not count: the
    operations, which know what day it is at the LSP, are stricter by some hours.
    """
    holds = "b.starts_on <= CURRENT_DATE AND COALESCE(b.ends_on, '9999-12-31') > CURRENT_DATE AND b.lifted_on IS NULL"
    if day:
        holds += (
            f" OR b.starts_on <= {day} AND COALESCE(b.ends_on, '9999-12-31') >= {day}"
            f" AND COALESCE(b.lifted_on, '9999-12-31') > {day}"
        )
    return (
        "EXISTS (SELECT 1 FROM assessments_bar b JOIN assessments_assessor r ON r.id = b.assessor_id"
        f" JOIN assessments_person p ON p.id = r.person_id WHERE p.account_id = {account} AND ({holds}))"
    )


def is_assessor_of(account: str, assessor: str, candidate: str) -> str:
    """True when the account is the assessor's, and the assessor somebody else than the candidate."""
    return (
        "EXISTS (SELECT 1 FROM assessments_assessor r JOIN assessments_person p ON p.id = r.person_id"
        f" JOIN assessments_candidate c ON c.id = {candidate}"
        f" WHERE r.id = {assessor} AND p.account_id = {account} AND c.person_id <> r.person_id)"
    )


def has_started(session: str) -> str:
    """True when the session is not merely planned, or somebody was judged in it."""
    return (
        f"(EXISTS (SELECT 1 FROM assessments_assessmentsession s WHERE s.id = {session} AND s.status <> 'planned')"
        f" OR EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.session_id = {session}"
        " AND a.signed_at IS NOT NULL))"
    )


def decided_on(account: str, person: str) -> str:
    """True when the account decided where this person was candidate, supervisor, trainer or assessor of the session."""
    return (
        "EXISTS (SELECT 1 FROM assessments_decision d JOIN assessments_assessment a ON a.id = d.assessment_id"
        f" WHERE d.decided_by_id = {account} AND ("
        f"EXISTS (SELECT 1 FROM assessments_candidate c WHERE c.id = a.candidate_id AND c.person_id = {person})"
        f" OR EXISTS (SELECT 1 FROM assessments_assessor r WHERE r.id = a.assessor_id AND r.person_id = {person})"
        " OR EXISTS (SELECT 1 FROM assessments_assignment s JOIN assessments_assessor r ON r.id = s.assessor_id"
        f" WHERE s.session_id = a.session_id AND r.person_id = {person})"
        " OR EXISTS (SELECT 1 FROM assessments_supervision o"
        f" WHERE o.assessment_id = a.id AND o.supervisor_id = {person})"
        " OR EXISTS (SELECT 1 FROM assessments_training t"
        f" WHERE t.candidate_id = a.candidate_id AND t.trainer_id = {person})))"
    )


def removal_is_told(training: str) -> str:
    """True when the history of the candidate's person says that this training was taken back."""
    return (
        "EXISTS (SELECT 1 FROM assessments_event e JOIN assessments_candidate c ON c.person_id = e.subject_id"
        f" WHERE c.id = {training}.candidate_id AND e.subject_type = 'assessments.person'"
        f" AND e.verb = 'training_removed' AND {tells('training', f'{training}.id')})"
    )


def tells(key: str, value: str) -> str:
    """True when the data of an event `e` have this whole number at a key; what people write is quoted otherwise."""
    said = f"CAST(e.data AS TEXT) LIKE '%\"{key}\": ' || {value} ||"
    return f"({said} ',%' OR {said} '}}%')"
