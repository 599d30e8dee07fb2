"""The central rule in the database: no certificate without support or in another name, and no status without an act.

What it says is kept by the model's own word; here stands what it rests on.
"""

from assessments.assessments.guards import assessment_row, is_as_assessed
from assessments.decisions.guards import took_part
from assessments.ties.guards import doubted, tied_to_candidate
from assessments.verdicts.guards import not_competent
from certificates.certificates.models.certificates import Certificate
from kit.guards import Guard

UNSUPPORTED = (
    "NOT EXISTS (SELECT 1 FROM assessments_assessment x"
    " JOIN assessments_assessmentsession s ON s.id = x.session_id"
    " JOIN assessments_decision d ON d.assessment_id = x.id AND d.outcome = 'granted'"
    " WHERE x.id = NEW.assessment_id AND x.status = 'granted' AND x.signed_at IS NOT NULL"
    f" AND NOT {not_competent('x.id', 's.scheme_version_id')}"
    f" AND NOT {took_part('d.decided_by_id', 'x.id', by_day='d.decided_on')})"
)
# Nobody who judged or decided is tied to the candidate; what replaces a certificate is not undone by a later tie.
FIRST_ISSUED = "(SELECT MIN(i.issued_at) FROM certificates_certificate i WHERE i.assessment_id = NEW.assessment_id)"
IS_TIED = (
    "EXISTS (SELECT 1 FROM assessments_decision d WHERE d.assessment_id = NEW.assessment_id AND "
    f"{tied_to_candidate('d.decided_by_id', 'd.assessment_id', by_day='d.decided_on', by_moment='{at}')})"
)
TIED = (
    f"((NEW.replaces_id IS NULL AND ({doubted('NEW.assessment_id')} OR {IS_TIED.format(at='n.recorded_at')}))"
    f" OR (NEW.replaces_id IS NOT NULL AND {IS_TIED.format(at=FIRST_ISSUED)}))"
)
SAYS_OTHERWISE = (
    "NOT EXISTS (SELECT 1 FROM assessments_assessment x JOIN assessments_candidate c ON c.id = x.candidate_id"
    " JOIN assessments_person p ON p.id = c.person_id JOIN assessments_assessmentsession s ON s.id = x.session_id"
    " JOIN assessments_schemeversion w ON w.id = s.scheme_version_id"
    " WHERE x.id = NEW.assessment_id AND p.name = NEW.holder_name AND w.title = NEW.scheme_title)"
)
# What replaces a certificate has its own rule for another name: a reason, and the proof of it.
OF_SOMEBODY_ELSE = (
    "(NEW.replaces_id IS NULL AND NOT EXISTS (SELECT 1 FROM assessments_assessment x"
    " JOIN assessments_candidate c ON c.id = x.candidate_id JOIN assessments_person p ON p.id = c.person_id"
    " WHERE x.id = NEW.assessment_id AND x.assessed_name <> '' AND x.assessed_name = NEW.holder_name"
    f" AND {is_as_assessed('p', 'x')}))"
)
CERTIFIED = "EXISTS (SELECT 1 FROM certificates_certificate c WHERE c.assessment_id = {id})"
STANDS = CERTIFIED.format(id="NEW.assessment_id").replace("WHERE", "WHERE c.status <> 'replaced' AND")
WITHOUT_CERTIFICATE = (
    "(NEW.certified_at IS NOT NULL AND OLD.certified_at IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM certificates_certificate c WHERE c.assessment_id = NEW.id))"
)
# The status follows the certificate's latest act, and an act that has been followed is never followed again.
WITHOUT_ACT = (
    "(NEW.status <> OLD.status AND NOT EXISTS (SELECT 1 FROM certificates_registerentry e"
    " WHERE e.certificate_id = NEW.id AND e.status_after = NEW.status AND e.number ="
    " (SELECT MAX(l.number) FROM certificates_registerentry l WHERE l.certificate_id = NEW.id)))"
)
WRONG_PREDECESSOR = (
    "(NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM certificates_certificate o"
    " WHERE o.id = NEW.replaces_id AND o.status = 'replaced' AND o.assessment_id = NEW.assessment_id))"
)

GUARDS: tuple[Guard, ...] = (
    Guard(
        "certificate_supported", "certificates_certificate", "INSERT", UNSUPPORTED,
        "a certificate needs an assessment whose every unit is competent and that was granted",
        locks=assessment_row("NEW.assessment_id"),
    ),
    Guard(
        "certificate_untied", "certificates_certificate", "INSERT", TIED,
        "a recorded tie stands between the candidate and who judged or decided",
        locks=assessment_row("NEW.assessment_id"),
    ),
    Guard(
        "certificate_once", "certificates_certificate", "INSERT", STANDS,
        "this assessment has a certificate", locks=assessment_row("NEW.assessment_id"),
    ),
    Guard(
        "certificate_says_whom", "certificates_certificate", "INSERT", SAYS_OTHERWISE,
        "a certificate bears the name of its candidate and of its scheme",
    ),
    Guard(
        "certificate_of_whom_was_assessed", "certificates_certificate", "INSERT", OF_SOMEBODY_ELSE,
        "a certificate bears the name of the person who was assessed, and is given to him",
    ),
    Guard(
        "certificate_replaces", "certificates_certificate", "INSERT", WRONG_PREDECESSOR,
        "what is replaced is said to be replaced, and is of the same assessment",
    ),
    Guard(
        "certificate_begins_active", "certificates_certificate", "INSERT",
        Certificate.STATES.begins_otherwise(),
        "a certificate begins active",
    ),
    Guard(
        "certificate_status_by_act", "certificates_certificate", "UPDATE",
        f"({WITHOUT_ACT} OR {Certificate.STATES.reopens()})",
        "the status of a certificate follows an act in the register",
    ),
    # Said again from the certificate's side, so that no change of the rules for assessments can undo it.
    Guard(
        "certified_verdict_insert", "assessments_verdict", "INSERT", CERTIFIED.format(id="NEW.assessment_id"),
        "a certificate rests on these verdicts", locks=assessment_row("NEW.assessment_id"),
    ),
    Guard(
        "certified_verdict_update", "assessments_verdict", "UPDATE",
        f"({CERTIFIED.format(id='OLD.assessment_id')} OR {CERTIFIED.format(id='NEW.assessment_id')})",
        "a certificate rests on these verdicts", locks=assessment_row("OLD.assessment_id"),
    ),
    Guard(
        "certified_verdict_delete", "assessments_verdict", "DELETE", CERTIFIED.format(id="OLD.assessment_id"),
        "a certificate rests on these verdicts", locks=assessment_row("OLD.assessment_id"),
    ),
    Guard(
        "certified_assessment_update", "assessments_assessment", "UPDATE",
        f"({CERTIFIED.format(id='OLD.id')} AND (NEW.id <> OLD.id OR NEW.status <> OLD.status"
        " OR NEW.session_id <> OLD.session_id OR NEW.candidate_id <> OLD.candidate_id))",
        "a certificate rests on this assessment",
    ),
    Guard(
        "assessment_certified_by_certificate", "assessments_assessment", "UPDATE", WITHOUT_CERTIFICATE,
        "an assessment is certified by its certificate",
    ),
)  # fmt: skip
