"""The holder of a certificate is the person who was assessed, and only a certificate makes an assessment certified."""

from assessments.guards import is_as_assessed
from kit.guards import Guard

# What replaces a certificate has its own rule for another name: a reason, and the proof of it.
OF_SOMEBODY_ELSE = (
    "(NEW.replaces_id IS NULL AND NOT EXISTS (SELECT 1 FROM assessments_assessment x"
    " JOIN assessments_candidate c ON c.id = x.candidate_id JOIN assessments_person p ON p.id = c.person_id"
    " WHERE x.id = NEW.assessment_id AND x.assessed_name <> '' AND x.assessed_name = NEW.holder_name"
    f" AND {is_as_assessed('p', 'x')}))"
)
WITHOUT_CERTIFICATE = (
    "(NEW.certified_at IS NOT NULL AND OLD.certified_at IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM certificates_certificate c WHERE c.assessment_id = NEW.id))"
)

PERSON_GUARDS: tuple[Guard, ...] = (
    Guard(
        "certificate_of_whom_was_assessed", "certificates_certificate", "INSERT", OF_SOMEBODY_ELSE,
        "a certificate bears the name of the person who was assessed, and is given to him",
    ),
    Guard(
        "assessment_certified_by_certificate", "assessments_assessment", "UPDATE", WITHOUT_CERTIFICATE,
        "an assessment is certified by its certificate",
    ),
)  # fmt: skip
