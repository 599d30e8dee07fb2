"""What a draft holds beside its units: job groups, elective groups, requirements of the applicant."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError
from kit.saving import save_checked, tidy_line

from ...models import ElectiveGroup, Event, JobGroup, Requirement, SchemeUnit, SchemeVersion
from .drafts import lock_draft


@dataclass(frozen=True)
class JobLine:
    """A job group as it should be; `pk` names an existing one that is kept, perhaps under a new name."""

    name: str
    pk: int | None = None


@dataclass(frozen=True)
class ElectiveLine:
    """An elective group as it should be: a candidate takes at least `min_units`, at most `max_units`."""

    name: str
    min_units: int
    max_units: int
    pk: int | None = None


@transaction.atomic
def set_job_groups(*, by: Account, on: date, version: SchemeVersion, groups: Iterable[JobLine]) -> None:
    """Make these the draft's job groups, in this order. Units of a group that goes stay, without a group.

    Refuses a name twice ("duplicate"), a group of another version ("stale"), and what is no draft ("not_draft").
    """
    locked, lines = lock_draft(version), list(groups)
    _sync(locked, JobGroup, lines, "job_group")
    Event.record(locked, "edited", by=by, on=on, job_groups=[line.name for line in lines])


@transaction.atomic
def set_elective_groups(*, by: Account, on: date, version: SchemeVersion, groups: Iterable[ElectiveLine]) -> None:
    """Make these the draft's elective groups, in this order. Units of a group that goes become compulsory.

    Refuses a name twice ("duplicate"), a maximum below the minimum ("invalid"), a group of another version ("stale"),
    and what is no draft ("not_draft").
    """
    locked, lines = lock_draft(version), list(groups)
    _sync(locked, ElectiveGroup, lines, "elective_group")
    Event.record(locked, "edited", by=by, on=on, elective_groups=[line.name for line in lines])


@transaction.atomic
def set_groups(
    *,
    by: Account,
    on: date,
    version: SchemeVersion,
    job_groups: Iterable[JobLine],
    elective_groups: Iterable[ElectiveLine],
) -> None:
    """Both kinds of groups at once; refuses as `set_job_groups` and `set_elective_groups` do."""
    set_job_groups(by=by, on=on, version=version, groups=job_groups)
    set_elective_groups(by=by, on=on, version=version, groups=elective_groups)


@transaction.atomic
def set_requirements(
    *, by: Account, on: date, version: SchemeVersion, basic: Iterable[str], administrative: Iterable[str]
) -> None:
    """Make these the draft's requirements, in this order.

    Refuses an empty or overlong one ("invalid"), and letters that are none ("unprintable").
    """
    locked = lock_draft(version)
    locked.requirements.all().delete()
    for kind, texts in ((Requirement.Kind.BASIC, basic), (Requirement.Kind.ADMINISTRATIVE, administrative)):
        for position, text in enumerate(texts, start=1):
            save_checked(Requirement(version=locked, kind=kind, position=position, text=tidy_line(text)))
    Event.record(locked, "edited", by=by, on=on, requirements=locked.requirements.count())


def copy_parts(source: SchemeVersion, draft: SchemeVersion) -> None:
    """Copy units, groups and requirements into an empty draft; the caller holds the transaction and the lock."""
    jobs = {
        g.pk: JobGroup.objects.create(version=draft, position=g.position, name=g.name) for g in source.job_groups.all()
    }
    electives = {
        g.pk: ElectiveGroup.objects.create(
            version=draft, position=g.position, name=g.name, min_units=g.min_units, max_units=g.max_units
        )
        for g in source.elective_groups.all()
    }
    SchemeUnit.objects.bulk_create(
        SchemeUnit(
            version=draft,
            unit_id=row.unit_id,
            position=row.position,
            job_group=jobs[row.job_group_id] if row.job_group_id else None,
            elective_group=electives[row.elective_group_id] if row.elective_group_id else None,
        )
        for row in source.scheme_units.all()
    )
    Requirement.objects.bulk_create(
        Requirement(version=draft, kind=row.kind, position=row.position, text=row.text)
        for row in source.requirements.all()
    )


def _sync(
    version: SchemeVersion,
    model: type[JobGroup] | type[ElectiveGroup],
    lines: Sequence[JobLine | ElectiveLine],
    column: str,
) -> None:
    """Bring a version's groups to these lines; a line without `pk` takes up the group of the same name, if any."""
    lines = [replace(line, name=tidy_line(line.name)) for line in lines]
    _refuse_same_name(lines)
    present = {group.pk: group for group in model.objects.filter(version=version)}
    by_name = {group.name: group.pk for group in present.values()}
    named = {line.pk for line in lines if line.pk}
    if not named <= set(present):
        raise RuleError(_("Kelompok sudah diubah di halaman lain. Periksa daftar terbaru."), "stale")
    targets = [line.pk or (found if (found := by_name.get(line.name)) not in named else None) for line in lines]
    for pk in set(present) - set(targets):
        SchemeUnit.objects.filter(version=version, **{column: pk}).update(**{column: None})
        present[pk].delete()
    for kept in filter(None, set(targets)):  # out of each other's way, so that two groups may swap names
        model.objects.filter(pk=kept).update(name=f"\u2060{kept}")  # a name that nobody types
    for position, (line, target) in enumerate(zip(lines, targets, strict=True), start=1):
        row = present[target] if target else model(version=version)
        row.position = position
        for name, value in asdict(line).items():
            if name != "pk":
                setattr(row, name, value)
        save_checked(row)


def _refuse_same_name(lines: Sequence[JobLine | ElectiveLine]) -> None:
    seen: set[str] = set()
    for line in lines:
        if line.name.casefold() in seen:
            raise RuleError(_("Nama kelompok “%(name)s” dipakai dua kali."), "duplicate", {"name": line.name})
        seen.add(line.name.casefold())
