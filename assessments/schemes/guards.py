"""The guards of schemes: a version that is or was in force keeps what it says, and so do the units it uses."""

from kit.guards.guard import Guard, on_any_change

from ..guards.conditions import version_is_settled

SETTLED = "the scheme version is settled: make a new version"
VERSION_COLUMNS = (
    "scheme_id", "number", "title", "title_en", "field", "field_en", "packaging", "kkni_level", "validity_months",
    "renewal_months", "kbli", "kbji", "registration_prefix",
)  # fmt: skip
VERSION_CHANGES = " OR ".join(
    f"COALESCE(CAST(NEW.{name} AS VARCHAR(300)), '') <> COALESCE(CAST(OLD.{name} AS VARCHAR(300)), '')"
    for name in VERSION_COLUMNS
)
UNIT_IS_USED = (
    "EXISTS (SELECT 1 FROM assessments_schemeunit u JOIN assessments_schemeversion w ON w.id = u.version_id"
    " WHERE u.unit_id = OLD.id AND w.status <> 'draft')"
)

ANOTHER_IN_FORCE = (
    "EXISTS (SELECT 1 FROM assessments_schemeversion w WHERE w.scheme_id = NEW.scheme_id AND w.status = 'in_force'"
    " AND w.id <> NEW.id)"
)

SCHEME_GUARDS: tuple[Guard, ...] = (
    Guard(
        "schemeversion_settled",
        "assessments_schemeversion",
        "UPDATE",
        f"(OLD.status <> 'draft' AND (NEW.status = 'draft' OR {VERSION_CHANGES}))",
        SETTLED,
    ),
    Guard(
        "schemeversion_born_draft",
        "assessments_schemeversion",
        "INSERT",
        "NEW.status <> 'draft'",
        "a scheme version begins as a draft",
    ),
    Guard(
        "schemeversion_status_edges",
        "assessments_schemeversion",
        "UPDATE",
        "((OLD.status <> NEW.status AND (OLD.status, NEW.status) NOT IN (VALUES ('draft', 'in_force'),"
        " ('in_force', 'replaced'), ('in_force', 'withdrawn')))"
        f" OR (OLD.status <> NEW.status AND NEW.status = 'in_force' AND {ANOTHER_IN_FORCE}))",
        "this change of status is not allowed",
    ),
    Guard(
        "unit_settled",
        "assessments_unit",
        "UPDATE",
        "((NEW.code <> OLD.code OR NEW.title <> OLD.title OR NEW.standard_id <> OLD.standard_id"
        f" OR (OLD.title_en <> '' AND NEW.title_en <> OLD.title_en)) AND {UNIT_IS_USED})",
        "a scheme version that is or was in force uses the unit",
    ),
    Guard(
        "electivegroup_settled_insert",
        "assessments_electivegroup",
        "INSERT",
        version_is_settled("NEW.version_id"),
        SETTLED,
    ),
    Guard(
        "schemeunit_settled_insert",
        "assessments_schemeunit",
        "INSERT",
        version_is_settled("NEW.version_id"),
        SETTLED,
    ),
    Guard(
        "schemeunit_settled_update",
        "assessments_schemeunit",
        "UPDATE",
        f"({version_is_settled('OLD.version_id')} OR {version_is_settled('NEW.version_id')})",
        SETTLED,
    ),
    Guard(
        "schemeunit_settled_delete",
        "assessments_schemeunit",
        "DELETE",
        version_is_settled("OLD.version_id"),
        SETTLED,
    ),
    *on_any_change(
        "electivegroup_settled",
        "assessments_electivegroup",
        version_is_settled("OLD.version_id"),
        SETTLED,
    ),
    Guard(
        "session_keeps_version",
        "assessments_assessmentsession",
        "UPDATE",
        "(NEW.scheme_version_id <> OLD.scheme_version_id"
        " AND EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.session_id = OLD.id))",
        "a session runs on one scheme version for ever",
    ),
)
