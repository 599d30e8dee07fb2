"""Keeping assessors: registration, the end of their certificates, and the schemes they may assess."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.saving import save_checked

from ..models import Assessor, Event, Person, Scheme
from ..people.operations import Photo, assign, edit_person, known_or_new, split

ASSESSOR_FIELDS = (
    "met_number", "licence_expires_on", "technical_certificate", "technical_expires_on", "is_active", "employer",
)  # fmt: skip
MET_SHAPE = re.compile(r"(?:MET)?000(\d{6})((?:19|20)\d{2})", re.ASCII)


def normalise_met(number: str) -> str:
    """“met 000 001234 2024”, “MET.000.001234.2024” and the like as MET.000.001234 2024.

    Refuses what cannot be one: RuleError("met_form").
    """
    bare = re.sub(r"[^0-9A-Z]", "", (number or "").upper())
    found = MET_SHAPE.fullmatch(bare)
    if not found:
        raise RuleError(_("Tulis nomor registrasi seperti MET.000.001234 2024."), code="met_form")
    return f"MET.000.{found[1]} {found[2]}"


@transaction.atomic
def create_assessor(
    *,
    by: Account | None,
    on: date,
    person: Person | None = None,
    schemes: Iterable[Scheme] = (),
    photo: Photo = None,
    **fields: Any,
) -> Assessor:
    """Register an assessor: a new person, or one already known (`person`, or the same identity and name).

    Refuses: oneself, whom another admin registers ("own_role"); see `create_person`; a MET number that is none
    ("met_form") or another assessor's ("met_taken"); a person who is an assessor already ("identity_assessor").
    """
    own, rest = split(fields, ASSESSOR_FIELDS)
    own["met_number"] = _free_met(own.get("met_number", ""))
    person = known_or_new(by=by, on=on, person=person, photo=photo, fields=rest)
    if by is not None and person.account_id == by.pk:
        raise RuleError(_("Anda hanya dapat didaftarkan sebagai asesor oleh admin lain."), code="own_role")
    if Assessor.objects.filter(person=person).exists():
        message = _("Orang ini sudah terdaftar sebagai asesor.")
        raise RuleError(message, code="identity_assessor", params={"person": person.pk})
    assessor = save_checked(Assessor(person=person, **own))
    assessor.schemes.set(schemes)
    Event.record(person, "became_assessor", by=by, on=on)
    return assessor


@transaction.atomic
def edit_assessor(
    *,
    by: Account,
    on: date,
    assessor: Assessor,
    schemes: Iterable[Scheme] | None = None,
    photo: Photo = None,
    **fields: Any,
) -> Assessor:
    """Change an assessor, his licences, his scope or his data. Sessions already planned stay as they are.

    Refuses as `create_assessor`. The event keeps licences and scope before and after.
    """
    own, rest = split(fields, ASSESSOR_FIELDS)
    edit_person(by=by, on=on, person=assessor.person, photo=photo, **rest)
    assessor = Assessor.objects.select_for_update().get(pk=assessor.pk)
    if "met_number" in own:
        own["met_number"] = _free_met(own["met_number"], besides=assessor)
    before = {name: str(getattr(assessor, name)) for name in own} | {"schemes": _scope(assessor)}
    changed = assign(assessor, own)
    save_checked(assessor)
    if schemes is not None:
        assessor.schemes.set(schemes)
    after = {name: str(getattr(assessor, name)) for name in own} | {"schemes": _scope(assessor)}
    if changed or before["schemes"] != after["schemes"]:
        different = {name for name in after if before[name] != after[name]}
        Event.record(
            assessor.person, "assessor_edited", by=by, on=on,
            before={n: before[n] for n in different}, after={n: after[n] for n in different},
        )  # fmt: skip
    return assessor


def _free_met(number: str, besides: Assessor | None = None) -> str:
    number = normalise_met(number)
    holder = Assessor.objects.filter(met_number=number).first()
    if holder and holder != besides:
        raise RuleError(_("Nomor MET ini sudah terdaftar."), code="met_taken")
    return number


def _scope(assessor: Assessor) -> list[str]:
    return sorted(assessor.schemes.values_list("number", flat=True))


@transaction.atomic
@while_guarded
def record_pledge(*, by: Account, on: date, assessor: Assessor, until: date) -> Assessor:
    """An assessor pledged to the code of ethics; the pledge holds up to and with `until`.

    Refuses a day that is over: RuleError("pledge_over").
    """
    if until < on:
        raise RuleError(_("Ikrar ini sudah lewat masanya."), code="pledge_over")
    assessor = Assessor.objects.select_for_update().get(pk=assessor.pk)
    assessor.pledged_until = until
    assessor.save(update_fields=["pledged_until"])
    Event.record(assessor.person, "pledged", by=by, on=on, until=until.isoformat())
    return assessor


@transaction.atomic
@while_guarded
def end_pledges(*, by: Account, on: date, last_day: date) -> int:
    """No pledge holds longer than `last_day`, because another code is in force from the next day on. Tells how many."""
    longer = Assessor.objects.select_for_update().filter(pledged_until__gt=last_day).select_related("person")
    assessors = list(longer)
    for assessor in assessors:
        assessor.pledged_until = last_day
        assessor.save(update_fields=["pledged_until"])
        Event.record(assessor.person, "pledge_ended", by=by, on=on, until=last_day.isoformat())
    return len(assessors)


@transaction.atomic
def record_policy_duty(*, by: Account, on: date, assessor: Assessor, until: date | None) -> Assessor:
    """Until when the assessor has to take note of what waits for him, or that nothing waits (None).

    After that day he is given no new task (`planning.new_task_objections`); what he began goes on.
    """
    assessor = Assessor.objects.select_for_update(of=("self",)).select_related("person").get(pk=assessor.pk)
    if assessor.policies_due_on != until:
        assessor.policies_due_on = until
        assessor.save(update_fields=["policies_due_on"])
        verb = "policies_due" if until else "policies_acknowledged"
        Event.record(assessor.person, verb, by=by, on=on, until=until.isoformat() if until else "")
    return assessor
