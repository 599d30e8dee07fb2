"""The guards of schemes: a version that is or was in force keeps what it says, and so do the units it uses."""

from kit.guards import Guard, on_any_change

from ..people.guards import USED
from .models.schemes import SchemeVersion

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


def version_is_settled(version: str) -> str:
    """True for every version that is no draft, and for one that is not there (any more, or yet)."""
    return f"COALESCE((SELECT w.status FROM assessments_schemeversion w WHERE w.id = {version}), '') <> 'draft'"


ANOTHER_IN_FORCE = (
    "EXISTS (SELECT 1 FROM assessments_schemeversion w WHERE w.scheme_id = NEW.scheme_id AND w.status = 'in_force'"
    " AND w.id <> NEW.id)"
)

GUARDS: tuple[Guard, ...] = (
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
        SchemeVersion.STATES.begins_otherwise(),
        "a scheme version begins as a draft",
    ),
    Guard(
        "schemeversion_status_edges",
        "assessments_schemeversion",
        "UPDATE",
        f"({SchemeVersion.STATES.skips()}"
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
    Guard("schemeversion_kept", "assessments_schemeversion", "DELETE", "OLD.status <> 'draft'", USED),
    Guard("unit_kept", "assessments_unit", "DELETE", UNIT_IS_USED, USED),
)
