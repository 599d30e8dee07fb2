"""TUK: the places of assessment (PBNSP 206)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError
from kit.saving import change_checked, invalid, only_fields, save_checked

from ..models import Event, Venue

VENUE_FIELDS = ("name", "kind", "address", "city", "capacity", "verified_until", "is_active")
LARGEST_CAPACITY = 5_000  # a hall, not a slip of the finger


@transaction.atomic
def create_venue(*, by: Account, on: date, **fields: Any) -> Venue:
    """A new place. Refuses a name twice and a capacity that no place has ("invalid")."""
    only_fields(fields, VENUE_FIELDS)
    _refuse_endless(fields.get("capacity"))
    venue = save_checked(Venue(**fields))
    Event.record(venue, "created", by=by, on=on)
    return venue


@transaction.atomic
def edit_venue(*, by: Account, on: date, venue: Venue, **fields: Any) -> Venue:
    """Change a place.

    Refuses a name twice or a capacity that no place has ("invalid"), and a capacity below the places an open session
    has promised, so never below its enrolled candidates either ("capacity_below_quota").
    """
    only_fields(fields, VENUE_FIELDS)
    locked = Venue.objects.select_for_update().get(pk=venue.pk)
    capacity = fields.get("capacity", locked.capacity)
    _refuse_endless(capacity)
    if capacity is not None and capacity < locked.capacity:
        _refuse_below_quota(locked, capacity)
    return change_checked(locked, fields, by=by, on=on)


def _refuse_endless(capacity: int | None) -> None:
    if capacity is not None and capacity > LARGEST_CAPACITY:
        text = _("Daya tampung paling banyak %(most)s orang.") % {"most": LARGEST_CAPACITY}
        raise invalid({"capacity": text})


def _refuse_below_quota(venue: Venue, capacity: int) -> None:
    fullest = venue.sessions.open().select_related("scheme_version").order_by("-quota").first()
    if fullest and fullest.quota > capacity:
        raise RuleError(
            _("Daya tampung paling sedikit %(quota)s orang: itulah kuota jadwal “%(session)s”."),
            "capacity_below_quota",
            {"quota": fullest.quota, "session": str(fullest)},
        )
