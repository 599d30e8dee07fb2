"""The guard of checklists: nobody confirms for another."""

from kit.guards import Guard

NOT_THE_ASSIGNED = (
    "NOT EXISTS (SELECT 1 FROM assessments_assignment t JOIN assessments_assessor r ON r.id = t.assessor_id"
    " JOIN assessments_person p ON p.id = r.person_id WHERE t.session_id = NEW.session_id"
    " AND t.assessor_id = NEW.assessor_id AND p.account_id = NEW.sent_by_id)"
)

GUARDS: tuple[Guard, ...] = (
    Guard("checklist_of_the_assigned", "ethics_checklist", "INSERT", NOT_THE_ASSIGNED, "nobody confirms for another"),
)
