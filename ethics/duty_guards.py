"""Whoever is suspended as an assessor officiates nothing: no answer of an officer, no seat, no word of a panel."""

from assessments.guards import suspended
from kit.guards import Guard

MESSAGE = "whoever is suspended officiates nothing"
ANSWERED_BY = {
    "ethics_conflict": "decided_by_id",
    "ethics_gift": "reviewed_by_id",
    "ethics_peerremark": "reviewed_by_id",
    "ethics_leave": "body_answered_by_id",
    "ethics_certificatemeasure": "taken_by_id",
}
A_MEMBER = (
    "EXISTS (SELECT 1 FROM ethics_panelseat seat WHERE seat.panel_id = NEW.panel_id"
    f" AND {suspended('seat.member_id', 'NEW.decided_on')})"
)

DUTY_GUARDS: tuple[Guard, ...] = (
    *(
        Guard(f"{table}_on_duty", table, "UPDATE",
              f"(OLD.{column} IS NULL AND NEW.{column} IS NOT NULL AND {suspended(f'NEW.{column}')})", MESSAGE)
        for table, column in ANSWERED_BY.items()
    ),
    Guard("reading_explained_on_duty", "ethics_readingreview", "INSERT", suspended("NEW.reviewed_by_id"), MESSAGE),
    Guard("panel_appointed_on_duty", "ethics_panel", "INSERT", suspended("NEW.appointed_by_id"), MESSAGE),
    Guard("seat_on_duty", "ethics_panelseat", "INSERT", suspended("NEW.member_id"), MESSAGE),
    Guard("panel_on_duty", "ethics_paneldecision", "INSERT", A_MEMBER, MESSAGE),
)  # fmt: skip
