"""What colleagues said of each other, as the database keeps it: of a session they shared, reviewed once by another."""

from assessments.guards.conditions import ACCOUNTS
from certificates.guards import differs
from kit.guards import ALWAYS, Guard, never_emptied, same_row

from ..gifts.guards import KEPT

GIVEN = (
    "session_id", "rater_id", "about_id", "respects", "cooperates", "keeps_secrets", "keeps_good_name", "note",
    "given_by_id", "given_at",
)  # fmt: skip
SERVED = (
    "EXISTS (SELECT 1 FROM assessments_assignment t JOIN assessments_assessor r ON r.id = t.assessor_id"
    " JOIN assessments_person p ON p.id = r.person_id WHERE t.session_id = NEW.session_id AND {who})"
)
NOT_BY_HIMSELF = f"NOT {SERVED.format(who='t.assessor_id = NEW.rater_id AND p.account_id = NEW.given_by_id')}"
NOT_A_COLLEAGUE = f"NOT {SERVED.format(who='t.assessor_id = NEW.about_id')}"
NOT_FINISHED = (
    "NOT EXISTS (SELECT 1 FROM assessments_assessmentsession s WHERE s.id = NEW.session_id AND s.status = 'finished')"
)
NO_OFFICER = f"NOT EXISTS (SELECT 1 FROM {ACCOUNTS} k WHERE k.id = NEW.reviewed_by_id AND k.is_ethics_officer)"

PEER_GUARDS: tuple[Guard, ...] = (
    Guard("peerremark_by_himself", "ethics_peerremark", "INSERT", NOT_BY_HIMSELF, "nobody speaks for another"),
    Guard("peerremark_of_a_colleague", "ethics_peerremark", "INSERT", NOT_A_COLLEAGUE, "he did not serve there"),
    Guard("peerremark_afterwards", "ethics_peerremark", "INSERT", NOT_FINISHED, "the session is not over"),
    Guard("peerremark_born_unreviewed", "ethics_peerremark", "INSERT", "(NEW.reviewed_at IS NOT NULL)",
          "a remark begins without a review"),
    Guard("peerremark_stays", "ethics_peerremark", "UPDATE", f"({differs(*GIVEN)} OR OLD.reviewed_at IS NOT NULL)",
          "a remark is reviewed once and otherwise stays"),
    Guard("peerremark_reviewed_by_another", "ethics_peerremark", "UPDATE",
          SERVED.format(who="p.account_id = NEW.reviewed_by_id"), "nobody reviews a session he served in"),
    Guard("peerremark_reviewed_by_an_officer", "ethics_peerremark", "UPDATE", NO_OFFICER, "only an officer reviews"),
    Guard("peerremark_kept", "ethics_peerremark", "DELETE", ALWAYS, KEPT),
    *same_row("peerremark_same", "ethics_peerremark", ("session_id", "rater_id", "about_id")),
    never_emptied("ethics_peerremark"),
)  # fmt: skip
