"""The units of a draft: which, in what order, in which job group, compulsory or elective."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError

from ...models import ElectiveGroup, Event, JobGroup, SchemeUnit, SchemeVersion, Unit
from .drafts import lock_draft


@dataclass(frozen=True)
class Place:
    """A unit's place: groups by name, "" for none. Without an elective group the unit is compulsory."""

    unit: Unit
    job_group: str = ""
    elective_group: str = ""


@transaction.atomic
def set_units(*, by: Account, on: date, version: SchemeVersion, places: Iterable[Place]) -> None:
    """Make these the draft's units, in this order.

    A job group that does not exist is made; an elective group must exist, because its minimum and maximum are not
    known here ("unknown_group"). Refuses a unit twice ("duplicate_unit") and what is no draft ("not_draft").
    """
    places = list(places)
    locked = lock_draft(version)
    _refuse_twice(places)
    _write(locked, places)
    Event.record(locked, "edited", by=by, on=on, units=len(places))


@transaction.atomic
def arrange_units(
    *, by: Account, on: date, version: SchemeVersion, places: Sequence[Place], removed: Sequence[Unit] = ()
) -> None:
    """Reorder and regroup the units the draft has, without those `removed`.

    Refuses when the draft has other units by now ("stale"), so that an old page never drops somebody's addition.
    """
    locked = lock_draft(version)
    _refuse_twice(places)
    named = {place.unit.pk for place in places} | {unit.pk for unit in removed}
    if named != set(locked.scheme_units.values_list("unit_id", flat=True)):
        raise RuleError(_("Daftar unit sudah diubah di halaman lain. Periksa daftar terbaru di bawah ini."), "stale")
    _write(locked, places)
    Event.record(locked, "edited", by=by, on=on, units=len(places), removed=[unit.code for unit in removed])


@transaction.atomic
def add_units(*, by: Account, on: date, version: SchemeVersion, units: Iterable[Unit]) -> None:
    """Put units at the end, compulsory. Refuses a unit that is there ("duplicate_unit"), or no unit ("no_units")."""
    locked, units = lock_draft(version), list(units)
    if not units:
        raise RuleError(_("Pilih paling sedikit satu unit."), "no_units")
    places = [*current_places(locked), *(Place(unit) for unit in units)]
    _refuse_twice(places)
    _write(locked, places)
    Event.record(locked, "edited", by=by, on=on, added=[unit.code for unit in units])


def current_places(version: SchemeVersion) -> list[Place]:
    """The units of a version in their order, in the shape `set_units` takes."""
    rows = version.scheme_units.select_related("unit", "job_group", "elective_group")
    return [
        Place(
            row.unit, row.job_group.name if row.job_group else "", row.elective_group.name if row.elective_group else ""
        )
        for row in rows
    ]


def _refuse_twice(places: Sequence[Place]) -> None:
    seen: set[int] = set()
    for place in places:
        if place.unit.pk in seen:
            raise RuleError(_("Unit %(code)s tercantum dua kali."), "duplicate_unit", {"code": place.unit.code})
        seen.add(place.unit.pk)


def _write(version: SchemeVersion, places: Sequence[Place]) -> None:
    """Bring the rows to these places: rows of kept units stay, so nothing that points at them is lost."""
    jobs = _job_groups(version, [place.job_group for place in places if place.job_group])
    electives = _elective_groups(version, {place.elective_group for place in places if place.elective_group})
    rows = {row.unit_id: row for row in version.scheme_units.all()}
    version.scheme_units.exclude(unit__in=[place.unit.pk for place in places]).delete()
    for position, place in enumerate(places, start=1):
        row = rows.get(place.unit.pk) or SchemeUnit(version=version, unit=place.unit)
        wanted = (position, jobs.get(place.job_group), electives.get(place.elective_group))
        if row.pk and (row.position, row.job_group_id, row.elective_group_id) == (
            position,
            getattr(wanted[1], "pk", None),
            getattr(wanted[2], "pk", None),
        ):
            continue
        row.position, row.job_group, row.elective_group = wanted
        row.save()


def _job_groups(version: SchemeVersion, names: Sequence[str]) -> dict[str, JobGroup]:
    groups = {group.name: group for group in version.job_groups.all()}
    for name in dict.fromkeys(names):
        if name not in groups:
            groups[name] = JobGroup.objects.create(version=version, name=name, position=len(groups) + 1)
    return groups


def _elective_groups(version: SchemeVersion, names: set[str]) -> dict[str, ElectiveGroup]:
    groups = {group.name: group for group in version.elective_groups.all()}
    if unknown := names - set(groups):
        raise RuleError(_("Kelompok pilihan “%(group)s” belum dibuat."), "unknown_group", {"group": min(unknown)})
    return groups
