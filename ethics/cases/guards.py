"""Cases in the database: nobody with a part judges, fewer than three do not decide, and what was written stays."""

from assessments.bars.guards import NO_OFFICE, answered_on_duty, suspended
from assessments.decisions.guards import took_part
from ethics.cases.models.cases import EthicsCase
from kit.guards import Guard
from kit.guards.sql import LAST_DAY as LAST
from kit.guards.sql import differs

SETTLED = ("respondent_id", "assessment_id", "notice", "notified_on", "reply_until", "opened_by_id")
SANCTIONED = ("decision_id", "assessor_id", "kind", "decided_on", "starts_on", "ends_on", "bar_id")
PROPOSED = ("decision_id", "certificate_id", "act", "proposed_on")


def involved(account: str, panel: str) -> str:
    """True when the account has a part in the panel's case, or sat on its earlier panel.

    Its names for rows are its own: `took_part` uses c, p, r and s inside, and the nearest name counts.
    """
    return (
        "EXISTS (SELECT 1 FROM ethics_panel bench JOIN ethics_ethicscase kase ON kase.id = bench.case_id"
        " LEFT JOIN assessments_assessor accused ON accused.id = kase.respondent_id"
        " LEFT JOIN assessments_person who ON who.id = accused.person_id"
        f" WHERE bench.id = {panel} AND (kase.reporter_id = {account} OR who.account_id = {account}"
        f" OR kase.opened_by_id = {account} OR {took_part(account, 'kase.assessment_id')}"
        " OR EXISTS (SELECT 1 FROM assessments_decision d WHERE d.assessment_id = kase.assessment_id"
        f" AND d.decided_by_id = {account})"
        " OR EXISTS (SELECT 1 FROM assessments_assessor o JOIN assessments_person op ON op.id = o.person_id"
        f" WHERE op.account_id = {account} AND accused.employer_key <> '' AND o.employer_key = accused.employer_key)"
        " OR EXISTS (SELECT 1 FROM assessments_candidate k JOIN assessments_person kp ON kp.id = k.person_id"
        f" WHERE kp.account_id = {account} AND accused.employer_key <> ''"
        " AND k.institution_key = accused.employer_key)"
        " OR EXISTS (SELECT 1 FROM assessments_relation l JOIN assessments_person lp"
        " ON lp.id = CASE WHEN l.person_id = who.id THEN l.relative_id ELSE l.person_id END"
        f" WHERE (l.person_id = who.id OR l.relative_id = who.id) AND lp.account_id = {account})"
        " OR EXISTS (SELECT 1 FROM ethics_panelseat e JOIN ethics_panel f ON f.id = e.panel_id"
        f" WHERE f.case_id = kase.id AND f.id <> bench.id AND e.member_id = {account})))"
    )


TOO_FEW = "(SELECT count(*) FROM ethics_panelseat s WHERE s.panel_id = NEW.panel_id) < 3"
SOMEBODY_INVOLVED = (
    "EXISTS (SELECT 1 FROM ethics_panelseat seat WHERE seat.panel_id = NEW.panel_id"
    f" AND {involved('seat.member_id', 'seat.panel_id')})"
)
NOT_THE_CHAIR = (
    "NOT EXISTS (SELECT 1 FROM ethics_panelseat s WHERE s.panel_id = NEW.panel_id AND s.is_chair"
    " AND s.member_id = NEW.written_by_id)"
)
OVERLAPPING = (
    "(NEW.kind IN ('suspension', 'withdrawal') AND EXISTS (SELECT 1 FROM ethics_sanction s"
    " WHERE s.assessor_id = NEW.assessor_id AND s.kind IN ('suspension', 'withdrawal') AND s.lifted_on IS NULL"
    f" AND s.starts_on <= COALESCE(NEW.ends_on, {LAST}) AND NEW.starts_on <= COALESCE(s.ends_on, {LAST})))"
)
UNFOUNDED = (
    "NOT EXISTS (SELECT 1 FROM ethics_paneldecision d JOIN ethics_panel n ON n.id = d.panel_id"
    " JOIN ethics_ethicscase c ON c.id = n.case_id JOIN ethics_finding f ON f.decision_id = d.id AND f.is_sustained"
    " WHERE d.id = NEW.decision_id AND d.decided_on = NEW.decided_on AND c.respondent_id = NEW.assessor_id)"
)
MEMBER_SUSPENDED = (
    "EXISTS (SELECT 1 FROM ethics_panelseat seat WHERE seat.panel_id = NEW.panel_id"
    f" AND {suspended('seat.member_id', 'NEW.decided_on')})"
)

GUARDS: tuple[Guard, ...] = (
    Guard("case_born_received", "ethics_ethicscase", "INSERT", f"({EthicsCase.STATES.begins_otherwise()})",
          "a case begins received"),
    Guard("case_settled", "ethics_ethicscase", "UPDATE", f"(OLD.status <> 'received' AND ({differs(*SETTLED)}))",
          "whom a case is about stays once he was given notice"),
    Guard("case_steps", "ethics_ethicscase", "UPDATE", EthicsCase.STATES.skips(), "a case skips no step"),
    Guard("case_decided_by_panel", "ethics_ethicscase", "UPDATE",
          "(OLD.status IN ('panel', 'review') AND NEW.status <> OLD.status AND NOT EXISTS (SELECT 1 FROM"
          " ethics_panel n JOIN ethics_paneldecision d ON d.panel_id = n.id WHERE n.case_id = NEW.id AND n.turn ="
          " CASE WHEN OLD.status = 'review' THEN 'appeal' ELSE 'first' END))", "only its panel decides a case"),
    Guard("seat_without_part", "ethics_panelseat", "INSERT", involved("NEW.member_id", "NEW.panel_id"),
          "nobody with a part sits on a panel"),
    Guard("seat_before_decision", "ethics_panelseat", "INSERT",
          "EXISTS (SELECT 1 FROM ethics_paneldecision d WHERE d.panel_id = NEW.panel_id)",
          "a panel that decided stays as it was"),
    Guard("panel_of_three", "ethics_paneldecision", "INSERT", TOO_FEW, "a panel has three members or more"),
    Guard("panel_without_part", "ethics_paneldecision", "INSERT", SOMEBODY_INVOLVED,
          "nobody with a part sits on a panel"),
    Guard("panel_decision_of_chair", "ethics_paneldecision", "INSERT", NOT_THE_CHAIR, "the chair writes the decision"),
    Guard("sanction_alone", "ethics_sanction", "INSERT", OVERLAPPING, "two sanctions overlap"),
    Guard("sanction_founded", "ethics_sanction", "INSERT", UNFOUNDED, "no sanction without a sustained finding"),
    Guard("sanction_only_lifted", "ethics_sanction", "UPDATE",
          f"(OLD.lifted_on IS NOT NULL OR {differs(*SANCTIONED)})", "a sanction is only lifted"),
    Guard("measure_taken_once", "ethics_certificatemeasure", "UPDATE",
          f"(OLD.outcome <> '' OR {differs(*PROPOSED)})", "a proposal is answered once"),
    Guard("measure_taken_by_another", "ethics_certificatemeasure", "UPDATE",
          "EXISTS (SELECT 1 FROM ethics_paneldecision d JOIN ethics_panelseat s ON s.panel_id = d.panel_id"
          " WHERE d.id = NEW.decision_id AND s.member_id = NEW.taken_by_id)", "who proposed it does not answer it"),
    answered_on_duty("ethics_certificatemeasure", "taken_by_id"),
    Guard("panel_appointed_on_duty", "ethics_panel", "INSERT", suspended("NEW.appointed_by_id"), NO_OFFICE),
    Guard("seat_on_duty", "ethics_panelseat", "INSERT", suspended("NEW.member_id"), NO_OFFICE),
    Guard("panel_on_duty", "ethics_paneldecision", "INSERT", MEMBER_SUSPENDED, NO_OFFICE),
)  # fmt: skip
