"""What was signed, declared and decided under the code of ethics stays as it was, whoever sends the statement."""

from assessments.guards import assessment_row, tied
from certificates.guards import differs
from kit.guards import ALWAYS, Guard, never_emptied, on_any_change, same_row

from .cases.guards import CASE_GUARDS
from .checklists.guards import CONDUCT_GUARDS
from .code.guards import CODE_GUARDS
from .confidentiality.guards import FILE_GUARDS
from .duty_guards import DUTY_GUARDS
from .evaluations.guards import EVALUATION_GUARDS
from .gifts.guards import GIFT_GUARDS
from .peers.guards import PEER_GUARDS
from .policies.guards import POLICY_GUARDS

KEPT = "records of the code of ethics are never changed"
APPEND_ONLY = ("ethics_pledge", "ethics_institutiondeclaration", "ethics_candidatedeclaration")
RAISED = ("assessment_id", "assessor_id", "source", "tie", "detail", "raised_at")
DECIDED = "OLD.outcome <> ''"
OVERLAPPING_PLEDGE = (
    "EXISTS (SELECT 1 FROM ethics_pledge p WHERE p.assessor_id = NEW.assessor_id AND p.code_id = NEW.code_id"
    " AND p.begins_on <= NEW.ends_on AND NEW.begins_on <= p.ends_on)"
)
NOT_THE_ASSESSOR = (
    "NOT EXISTS (SELECT 1 FROM assessments_assessor r JOIN assessments_person p ON p.id = r.person_id"
    " WHERE r.id = NEW.assessor_id AND p.account_id = {account})"
)
# A hold ends when every conflict of the two is decided, none of them for good, and one since each recorded tie.
OF_THE_TWO = "FROM ethics_conflict k WHERE k.assessment_id = NEW.assessment_id AND k.assessor_id = NEW.assessor_id"
LET_BY_NOBODY = (
    f" AND NOT EXISTS (SELECT 1 {OF_THE_TWO} AND k.outcome IN ('supervise', 'dismiss')"
    " AND k.decided_at >= n.recorded_at)"
)
LIFTED_BY_NOBODY = (
    "(OLD.lifted_at IS NULL AND NEW.lifted_at IS NOT NULL AND ("
    f"EXISTS (SELECT 1 {OF_THE_TWO} AND k.outcome NOT IN ('supervise', 'dismiss'))"
    " OR EXISTS (SELECT 1 FROM assessments_assessment a JOIN assessments_candidate c ON c.id = a.candidate_id"
    " JOIN assessments_assessor r ON r.id = NEW.assessor_id WHERE a.id = NEW.assessment_id"
    f" AND {tied('r.person_id', 'c.person_id', LET_BY_NOBODY, LET_BY_NOBODY)})))"
)
FOLLOWED = "EXISTS (SELECT 1 FROM ethics_pledge p WHERE p.code_id = OLD.code_id)"

GUARDS: tuple[Guard, ...] = (
    *(guard for table in APPEND_ONLY for guard in on_any_change(f"{table}_append_only", table, ALWAYS, KEPT)),
    *(guard for table in APPEND_ONLY for guard in same_row(f"{table}_same", table)),
    *(never_emptied(table) for table in (*APPEND_ONLY, "ethics_conflict", "ethics_clause", "ethics_code")),
    Guard("pledge_of_the_assessor", "ethics_pledge", "INSERT", NOT_THE_ASSESSOR.format(account="NEW.signed_by_id"),
          "nobody pledges for another"),
    Guard("pledge_period_alone", "ethics_pledge", "INSERT", OVERLAPPING_PLEDGE, "two pledges of one code overlap"),
    *(
        Guard(f"{table}_of_the_assessor", table, "INSERT", NOT_THE_ASSESSOR.format(account="NEW.declared_by_id"),
              "nobody declares for another")
        for table in APPEND_ONLY[1:]
    ),
    Guard("conflict_born_open", "ethics_conflict", "INSERT", "(NEW.outcome <> '')", "a conflict begins undecided"),
    Guard("conflict_stays", "ethics_conflict", "UPDATE", f"({differs(*RAISED)} OR {DECIDED})",
          "a conflict is decided once and otherwise stays"),
    Guard("conflict_decided_by_another", "ethics_conflict", "UPDATE",
          "EXISTS (SELECT 1 FROM assessments_assessor r JOIN assessments_person p ON p.id = r.person_id"
          " WHERE r.id = NEW.assessor_id AND p.account_id = NEW.decided_by_id)",
          "nobody decides on himself"),
    Guard("conflict_kept", "ethics_conflict", "DELETE", ALWAYS, KEPT),
    *same_row("conflict_same", "ethics_conflict"),
    Guard("hold_lifted_by_decision", "assessments_hold", "UPDATE", LIFTED_BY_NOBODY,
          "a hold is lifted by an officer who decides", locks=assessment_row("NEW.assessment_id")),
    Guard("clause_frozen_update", "ethics_clause", "UPDATE",
          f"({FOLLOWED} AND ({differs('code_id', 'number', 'text')}))", "assessors pledged to these words"),
    Guard("clause_frozen_delete", "ethics_clause", "DELETE", FOLLOWED, "assessors pledged to these words"),
    *CODE_GUARDS,
    *FILE_GUARDS,
    *GIFT_GUARDS,
    *CASE_GUARDS,
    *CONDUCT_GUARDS,
    *DUTY_GUARDS,
    *EVALUATION_GUARDS,
    *PEER_GUARDS,
    *POLICY_GUARDS,
)  # fmt: skip
