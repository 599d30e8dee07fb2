"""The central rule in the database: no certificate without support, and none changed once it is there."""

from collections.abc import Sequence
from typing import Any

from django.db import connections

from assessments.guards import (
    ALWAYS,
    Guard,
    install,
    never_emptied,
    not_competent,
    on_any_change,
    remove,
    same_row,
    took_part,
)

UNSUPPORTED = (
    "NOT EXISTS (SELECT 1 FROM assessments_assessment x"
    " JOIN assessments_assessmentsession s ON s.id = x.session_id"
    " JOIN assessments_decision d ON d.assessment_id = x.id AND d.outcome = 'granted'"
    " WHERE x.id = NEW.assessment_id AND x.status = 'granted' AND x.signed_at IS NOT NULL"
    f" AND NOT {not_competent('x.id', 's.scheme_version_id')}"
    f" AND NOT {took_part('d.decided_by_id', 'x.id')})"
)
SAYS_OTHERWISE = (
    "NOT EXISTS (SELECT 1 FROM assessments_assessment x JOIN assessments_candidate c ON c.id = x.candidate_id"
    " JOIN assessments_person p ON p.id = c.person_id JOIN assessments_assessmentsession s ON s.id = x.session_id"
    " JOIN assessments_schemeversion w ON w.id = s.scheme_version_id"
    " WHERE x.id = NEW.assessment_id AND p.name = NEW.holder_name AND w.title = NEW.scheme_title)"
)
CERTIFIED = "EXISTS (SELECT 1 FROM certificates_certificate c WHERE c.assessment_id = {id})"

GUARDS: tuple[Guard, ...] = (
    Guard(
        "certificate_supported", "certificates_certificate", "INSERT", UNSUPPORTED,
        "a certificate needs an assessment whose every unit is competent and that was granted",
        locks="NEW.assessment_id",
    ),
    Guard(
        "certificate_once", "certificates_certificate", "INSERT", CERTIFIED.format(id="NEW.assessment_id"),
        "this assessment has a certificate", locks="NEW.assessment_id",
    ),
    Guard(
        "certificate_says_whom", "certificates_certificate", "INSERT", SAYS_OTHERWISE,
        "a certificate bears the name of its candidate and of its scheme",
    ),
    *same_row(
        "certificate_same", "certificates_certificate",
        ("assessment_id",), ("number",), ("registration_number",), ("token",),
    ),
    *same_row("certificatefile_same", "certificates_certificatefile", ("certificate_id",)),
    *same_row("counter_same", "certificates_numbercounter", ("series",)),
    never_emptied("certificates_certificate"),
    never_emptied("certificates_certificatefile"),
    never_emptied("certificates_numbercounter"),
    *on_any_change("certificate_kept", "certificates_certificate", ALWAYS, "a certificate is never changed or deleted"),
    *on_any_change("certificatefile_kept", "certificates_certificatefile", ALWAYS, "an issued file is never changed"),
    # Said again from the certificate's side, so that no change of the rules for assessments can undo it.
    Guard(
        "certified_verdict_insert", "assessments_verdict", "INSERT", CERTIFIED.format(id="NEW.assessment_id"),
        "a certificate rests on these verdicts", locks="NEW.assessment_id",
    ),
    Guard(
        "certified_verdict_update", "assessments_verdict", "UPDATE",
        f"({CERTIFIED.format(id='OLD.assessment_id')} OR {CERTIFIED.format(id='NEW.assessment_id')})",
        "a certificate rests on these verdicts", locks="OLD.assessment_id",
    ),
    Guard(
        "certified_verdict_delete", "assessments_verdict", "DELETE", CERTIFIED.format(id="OLD.assessment_id"),
        "a certificate rests on these verdicts", locks="OLD.assessment_id",
    ),
    Guard(
        "certified_assessment_update", "assessments_assessment", "UPDATE",
        f"({CERTIFIED.format(id='OLD.id')} AND (NEW.id <> OLD.id OR NEW.status <> OLD.status"
        " OR NEW.session_id <> OLD.session_id OR NEW.candidate_id <> OLD.candidate_id))",
        "a certificate rests on this assessment",
    ),
    # A serial is drawn once.
    Guard(
        "counter_never_back", "certificates_numbercounter", "UPDATE",
        "(NEW.last < OLD.last OR NEW.series <> OLD.series)", "serials only go up",
    ),
    Guard("counter_kept", "certificates_numbercounter", "DELETE", ALWAYS, "serials only go up"),
)  # fmt: skip


def remove_before_migrating(*, using: str, plan: Sequence[object] = (), **_: Any) -> None:
    if plan:
        remove(connections[using], GUARDS)


def install_after_migrating(*, using: str, **_: Any) -> None:
    install(connections[using], GUARDS)
