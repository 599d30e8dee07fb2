"""The central rule in the database: no certificate without support, and nothing it says changed once it is there.

Its status moves only behind an entry of the register, and the register only grows.
"""

from assessments.guards import assessment_row, doubted, not_competent, tied_to_candidate, took_part
from kit.guards import ALWAYS, Guard, never_emptied, on_any_change, same_row

from .person_guards import PERSON_GUARDS
from .register.chain import GENESIS

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
CERTIFIED = "EXISTS (SELECT 1 FROM certificates_certificate c WHERE c.assessment_id = {id})"

STANDS = CERTIFIED.format(id="NEW.assessment_id").replace("WHERE", "WHERE c.status <> 'replaced' AND")
SAID = (
    "assessment_id", "occasion", "number", "registration_number", "blank_number", "token", "status_index",
    "holder_name", "scheme_title", "issued_on", "expires_on", "snapshot", "design_id", "replaces_id", "renews_id",
    "issued_by_id", "issued_at",
)  # fmt: skip
FROZEN_DESIGN = ("design_id", "number", "family", "languages", "texts", "art", "logo_id", "signature_id")
KEY_COLUMNS = ("purpose", "key_id", "algorithm", "public_jwk", "certificate_pem", "not_before", "not_after", "is_demo")


def differs(*columns: str) -> str:
    """Whether an update changes any of these columns."""
    return " OR ".join(f"COALESCE(CAST(NEW.{c} AS TEXT), '') <> COALESCE(CAST(OLD.{c} AS TEXT), '')" for c in columns)


# The status follows the certificate's latest act, and an act that has been followed is never followed again.
WITHOUT_ACT = (
    "(NEW.status <> OLD.status AND NOT EXISTS (SELECT 1 FROM certificates_registerentry e"
    " WHERE e.certificate_id = NEW.id AND e.status_after = NEW.status AND e.number ="
    " (SELECT MAX(l.number) FROM certificates_registerentry l WHERE l.certificate_id = NEW.id)))"
)
ENDED = "(NEW.status <> OLD.status AND OLD.status IN ('withdrawn', 'replaced'))"
WRONG_PREDECESSOR = (
    "(NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM certificates_certificate o"
    " WHERE o.id = NEW.replaces_id AND o.status = 'replaced' AND o.assessment_id = NEW.assessment_id))"
)
BREAKS_CHAIN = (
    "((NEW.number = 1 AND NEW.previous <> '" + GENESIS + "') OR (NEW.number > 1 AND NOT EXISTS"
    " (SELECT 1 FROM certificates_registerentry e WHERE e.number = NEW.number - 1 AND e.digest = NEW.previous)))"
)


# A sheet as it is printed: its number with the digits of its batch. Both databases read this.
WRITTEN = (
    "substr('000000000000' || CAST(NEW.number AS TEXT),"
    " length('000000000000' || CAST(NEW.number AS TEXT)) - b.width + 1)"
)
NOT_OF_ITS_BATCH = (
    "NOT EXISTS (SELECT 1 FROM certificates_blankbatch b WHERE b.id = NEW.batch_id"
    ' AND NEW.number BETWEEN b.first AND b.last AND NEW."on" >= b.received_on)'
)
USED_ANOTHER = (
    "(NEW.certificate_id IS NOT NULL AND (NEW.fate <> 'used' OR NOT EXISTS (SELECT 1 FROM certificates_blankbatch b"
    f" JOIN certificates_certificate c ON c.blank_number = {WRITTEN}"
    ' WHERE b.id = NEW.batch_id AND c.id = NEW.certificate_id AND c.issued_on = NEW."on")))'
)
# A used sheet may be spoiled (a misprint), and a spoiled one sent back; the day it was spoiled stays with it.
FATE_CHANGES = (
    '(NEW.number <> OLD.number OR NEW.batch_id <> OLD.batch_id OR NEW."on" < OLD."on"'
    " OR COALESCE(NEW.certificate_id, 0) <> COALESCE(OLD.certificate_id, 0)"
    " OR NOT ((OLD.fate = 'used' AND NEW.fate = 'spoiled')"
    " OR (OLD.fate = 'spoiled' AND NEW.fate = 'returned'"
    ' AND NEW.spoiled_on IS NOT NULL AND NEW.spoiled_on = OLD."on")))'
)


def append_only(name: str, table: str, message: str) -> tuple[Guard, ...]:
    """Rows are added and stay as they are."""
    return (*on_any_change(f"{name}_kept", table, ALWAYS, message), never_emptied(table))


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
    *same_row(
        "certificate_same", "certificates_certificate",
        ("number",), ("registration_number",), ("token",), ("status_index",),
    ),
    *same_row("certificatefile_same", "certificates_certificatefile", ("certificate_id",)),
    *same_row("counter_same", "certificates_numbercounter", ("series",)),
    never_emptied("certificates_certificate"),
    never_emptied("certificates_certificatefile"),
    never_emptied("certificates_numbercounter"),
    Guard(
        "certificate_says_the_same", "certificates_certificate", "UPDATE", f"({differs(*SAID)})",
        "what a certificate says is never changed",
    ),
    Guard(
        "certificate_status_by_act", "certificates_certificate", "UPDATE", f"({WITHOUT_ACT} OR {ENDED})",
        "the status of a certificate follows an act in the register",
    ),
    Guard("certificate_kept", "certificates_certificate", "DELETE", ALWAYS, "a certificate is never deleted"),
    Guard(
        "certificate_replaces", "certificates_certificate", "INSERT", WRONG_PREDECESSOR,
        "what is replaced is said to be replaced, and is of the same assessment",
    ),
    Guard(
        "certificate_begins_active", "certificates_certificate", "INSERT", "NEW.status <> 'active'",
        "a certificate begins active",
    ),
    *same_row("registerentry_same", "certificates_registerentry", ("number",), ("previous",), ("digest",)),
    *append_only("registerentry", "certificates_registerentry", "the register only grows"),
    Guard(
        "registerentry_follows", "certificates_registerentry", "INSERT", BREAKS_CHAIN,
        "an entry follows the entry before it",
    ),
    *same_row("dailyroot_same", "certificates_dailyroot", ("day",), ("entry_id",)),
    *append_only("dailyroot", "certificates_dailyroot", "a published root stays"),
    *same_row("credential_same", "certificates_credential", ("certificate_id",)),
    *append_only("credential", "certificates_credential", "an issued credential is never changed"),
    *append_only("voidednumber", "certificates_voidednumber", "a voided number stays voided"),
    *same_row("numberpattern_same", "certificates_numberpattern", ("series", "valid_from")),
    Guard(
        "numberpattern_kept_update", "certificates_numberpattern", "UPDATE", ALWAYS,
        "a pattern is followed by another, never changed",
    ),
    Guard(
        "numberpattern_kept_delete", "certificates_numberpattern", "DELETE",
        "EXISTS (SELECT 1 FROM certificates_certificate c WHERE c.issued_on >= OLD.valid_from)",
        "a pattern that was in use stays",
    ),
    never_emptied("certificates_numberpattern"),
    Guard(
        "designversion_frozen", "certificates_designversion", "UPDATE",
        f"(OLD.status <> 'draft' AND ({differs(*FROZEN_DESIGN)} OR NEW.status = 'draft'))",
        "a design that was in use stays as it is",
    ),
    Guard(
        "designversion_kept", "certificates_designversion", "DELETE", "OLD.status <> 'draft'",
        "a design that was in use stays",
    ),
    Guard(
        "signingkey_same", "certificates_signingkey", "UPDATE", f"({differs(*KEY_COLUMNS)})",
        "a key keeps its name and its public half",
    ),
    Guard("signingkey_kept", "certificates_signingkey", "DELETE", ALWAYS, "keys are retired, not removed"),
    never_emptied("certificates_signingkey"),
    Guard(
        "registerconsent_same", "certificates_registerconsent", "UPDATE",
        "(OLD.withdrawn_at IS NOT NULL OR NEW.candidate_id <> OLD.candidate_id OR NEW.given_at <> OLD.given_at)",
        "a consent is only withdrawn",
    ),
    Guard("registerconsent_kept", "certificates_registerconsent", "DELETE", ALWAYS, "a consent stays as proof"),
    *on_any_change("certificatefile_kept", "certificates_certificatefile", ALWAYS, "an issued file is never changed"),
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
    # A serial is drawn once.
    Guard(
        "counter_never_back", "certificates_numbercounter", "UPDATE",
        "(NEW.last < OLD.last OR NEW.series <> OLD.series)", "serials only go up",
    ),
    Guard("counter_kept", "certificates_numbercounter", "DELETE", ALWAYS, "serials only go up"),
    Guard(
        "voidednumber_was_passed", "certificates_voidednumber", "INSERT",
        "NOT EXISTS (SELECT 1 FROM certificates_numbercounter n WHERE n.id = NEW.counter_id AND n.last >= NEW.last)",
        "a voided number is behind its counter",
    ),
    # Blanks: a delivery stays as it came, and a sheet meets one fate (a misprint may be spoiled, and sent back).
    *same_row("blankbatch_same", "certificates_blankbatch"),
    *append_only("blankbatch", "certificates_blankbatch", "a delivery of blanks stays as it was received"),
    Guard(
        "blankbatch_apart", "certificates_blankbatch", "INSERT",
        "EXISTS (SELECT 1 FROM certificates_blankbatch o WHERE o.first <= NEW.last AND o.last >= NEW.first)",
        "a blank is received once",
    ),
    *same_row("blankuse_same", "certificates_blankuse", ("number",), ("certificate_id",)),
    Guard(
        "blankuse_of_the_stock", "certificates_blankuse", "INSERT", f"({NOT_OF_ITS_BATCH} OR {USED_ANOTHER})",
        "a blank is of its batch and bears the certificate that names it",
    ),
    Guard("blankuse_one_fate", "certificates_blankuse", "UPDATE", FATE_CHANGES, "a blank keeps its fate"),
    Guard("blankuse_kept", "certificates_blankuse", "DELETE", ALWAYS, "a blank keeps its fate"),
    never_emptied("certificates_blankuse"),
    *PERSON_GUARDS,
)  # fmt: skip
