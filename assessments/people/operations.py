"""Keeping people: candidates, the data of a person, and the account that belongs to him."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.printable import stated
from kit.saving import save_checked
from kit.taking import TakenFile

from ..models import Candidate, Event, Person, Relation, Training, Upload
from ..uploads.operations import discard_image, store_file
from . import asking
from .changes import kept_values
from .identity import check_birth_date, check_identity, clean_name

Photo = TakenFile | None


@transaction.atomic
def create_candidate(
    *, by: Account, on: date, person: Person | None = None, photo: Photo = None, **fields: Any
) -> Candidate:
    """Register a candidate: a new person, or one already known (`person`, or the same identity and name).

    Data of a known person stays; only what was empty is filled in. Refuses: see `create_person`; a person who is
    already a candidate, RuleError("identity_candidate").
    """
    own, rest = split(fields, Candidate.ASKED)
    person = known_or_new(by=by, on=on, person=person, photo=photo, fields=rest)
    if Candidate.objects.filter(person=person).exists():
        raise _taken(_("Orang ini sudah terdaftar sebagai asesi."), "identity_candidate", person)
    candidate = save_checked(Candidate(person=person, **own))
    Event.record(person, "became_candidate", by=by, on=on)
    return candidate


@transaction.atomic
def edit_candidate(*, by: Account, on: date, candidate: Candidate, photo: Photo = None, **fields: Any) -> Candidate:
    """Change a candidate and his personal data. Certificates already issued keep what they printed.

    Refuses as `edit_person`.
    """
    own, rest = split(fields, Candidate.ASKED)
    edit_person(by=by, on=on, person=candidate.person, photo=photo, **rest)
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    before = kept_values(candidate, own)
    changed = assign(candidate, own)
    if changed:
        save_checked(candidate)
        _tell_edit(candidate.person, candidate, changed, before, by=by, on=on)
    return candidate


@transaction.atomic
def create_person(*, by: Account | None, on: date, photo: Photo = None, **fields: Any) -> Person:
    """Register a human being.

    Refuses: a number that is no identity number, a birth in the future, a name without letters; an
    identity already registered, RuleError("identity_taken"), whose `params["person"]` is the key of that record.
    """
    person = Person(**_cleaned(fields, on=on, kind=fields.get("identity_kind", Person.IdentityKind.NIK)))
    if known := Person.objects.with_identity(person.identity_number):
        raise _taken(_("Nomor identitas ini sudah terdaftar."), "identity_taken", known)
    save_checked(person)
    if photo:
        person.photo = store_file(by=by, on=on, kind=Upload.Kind.PORTRAIT, file=photo)
        person.save(update_fields=["photo"])
    Event.record(person, "created", by=by, on=on)
    return person


@transaction.atomic
def edit_person(*, by: Account | None, on: date, person: Person, photo: Photo = None, **fields: Any) -> Person:
    """Change personal data. The event keeps the old and the new values, an identity number masked.

    Refuses as `create_person`; and another name, identity or birth date of somebody an assessor has signed for, until
    that assessment is certified or refused ("person_assessed").
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    kind = fields.get("identity_kind", person.identity_kind)
    fields = _cleaned(fields, on=on, kind=kind, known=person.name)
    before = kept_values(person, fields)
    changed = assign(person, fields)
    asking.check_change(person, changed)
    known = Person.objects.with_identity(person.identity_number)
    if known and known.pk != person.pk:
        raise _taken(_("Nomor identitas ini sudah terdaftar."), "identity_taken", known)
    replaced = person.photo if photo else None
    if photo:
        person.photo = store_file(by=by, on=on, kind=Upload.Kind.PORTRAIT, file=photo)
        changed = [*changed, "photo"]
    if changed:
        save_checked(person)
        _tell_edit(person, person, changed, before, by=by, on=on)
    if replaced:
        discard_image(replaced)
    return person


@transaction.atomic
def remove_photo(*, by: Account, on: date, person: Person) -> None:
    """Erase a portrait; nothing happens when there is none."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.photo:
        replaced, person.photo = person.photo, None
        person.save(update_fields=["photo"])
        discard_image(replaced)
        Event.record(person, "edited", by=by, on=on, fields=["photo"])


@transaction.atomic
@while_guarded
def link_account(*, by: Account, on: date, person: Person, account: Any) -> Person:
    """Say that this account is this person, once and for all.

    Refuses: the person has an account, or the account a person, RuleError("linked").
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.account_id == account.pk:
        return person
    if person.account_id or Person.objects.filter(account=account).exists():
        raise RuleError(_("Orang atau akun ini sudah terhubung."), code="linked")
    person.account = account
    person.save(update_fields=["account"])
    Event.record(person, "linked", by=by, on=on)
    return person


@transaction.atomic
def record_training(
    *, by: Account, on: date, candidate: Candidate, trainer: Person, subject: str, ended_on: date | None = None
) -> Training:
    """Record that the trainer taught the candidate: neither decides on the other, and whoever watches hears of it
    (`asking.watch_ties`).

    Refuses: a trainer of himself ("training_self"), the same training twice ("invalid").
    """
    if trainer.pk == candidate.person_id:
        raise RuleError(_("Seseorang tidak dapat melatih dirinya sendiri."), code="training_self")
    asking.lock_people(trainer.pk, candidate.person_id)
    training = save_checked(Training(candidate=candidate, trainer=trainer, subject=subject, ended_on=ended_on))
    Event.record(candidate.person, "trained", by=by, on=on, name=trainer.name, trainer=trainer.pk, subject=subject)
    asking.tell(trainer.pk, candidate.person_id, by=by, on=on)
    return training


@transaction.atomic
@while_guarded
def remove_training(*, by: Account | None, on: date, training: Training, reason: str) -> None:
    """Take back a training recorded by mistake; the reason stays in the history.

    Refuses: no reason ("reason"); one of the two himself, who could so open the way to judging ("training_own").
    """
    if not (reason := stated(reason)):
        raise RuleError(_("Tulis alasannya."), code="reason")
    if by is not None and by.pk in (training.trainer.account_id, training.candidate.person.account_id):
        raise RuleError(_("Catatan pelatihan Anda sendiri hanya dapat dihapus admin lain."), code="training_own")
    Event.record(
        training.candidate.person, "training_removed", by=by, on=on, reason=reason,
        name=training.trainer.name, trainer=training.trainer_id, subject=training.subject,
        training=training.pk,
    )  # fmt: skip
    training.delete()


def _tell_edit(
    person: Person, row: Any, changed: list[str], before: dict[str, Any], *, by: Account | None, on: date
) -> None:
    """The person's history says which fields of this row (he himself, or what he is) changed, from what to what."""
    old = {name: value for name, value in before.items() if name in changed}
    Event.record(person, "edited", by=by, on=on, fields=changed, before=old, after=kept_values(row, changed))


def known_or_new(
    *, by: Account | None, on: date, person: Person | None, photo: Photo, fields: dict[str, Any]
) -> Person:
    """The person these data belong to: the given one, the one with this identity and name, or a new one."""
    if person is None:
        kind = fields.get("identity_kind", Person.IdentityKind.NIK)
        person = Person.objects.with_identity(check_identity(kind, fields.get("identity_number", "")))
        known = person.name if person else ""
        if person is None or known.casefold() != clean_name(fields.get("name", ""), known=known).casefold():
            return create_person(by=by, on=on, photo=photo, **fields)
    empty = {name: value for name, value in fields.items() if value and not getattr(person, name)}
    if "identity_number" in empty and "identity_kind" in fields:
        empty["identity_kind"] = fields["identity_kind"]
    return edit_person(by=by, on=on, person=person, photo=None if person.photo else photo, **empty)


def split(fields: Mapping[str, Any], names: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields with these names, and the rest."""
    return {k: v for k, v in fields.items() if k in names}, {k: v for k, v in fields.items() if k not in names}


def assign(row: Any, values: dict[str, Any]) -> list[str]:
    """Set what differs; the names of the fields that did."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed


def _cleaned(fields: dict[str, Any], *, on: date, kind: str, known: str = "") -> dict[str, Any]:
    """The fields as they are kept; what cannot be is refused."""
    if unknown := set(fields) - set(Person.ASKED):
        raise TypeError(f"a person has no {sorted(unknown)}")
    fields = dict(fields)
    if "name" in fields:
        fields["name"] = clean_name(fields["name"], known=known)
    if "identity_number" in fields:
        fields["identity_number"] = check_identity(kind, fields["identity_number"])
    check_birth_date(fields.get("birth_date"), on=on)
    return fields


def _taken(message: Any, code: str, person: Person) -> RuleError:
    return RuleError(message, code=code, params={"person": person.pk})


@transaction.atomic
def record_relation(*, by: Account, on: date, person: Person, relative: Person, kind: str, note: str = "") -> Relation:
    """Record a tie between two people; the history of both tells of it, and whoever watches (`asking.watch_ties`) too.

    Refuses: somebody with himself ("relation_self"), the same tie in either direction ("relation_known"), an unknown
    kind ("invalid").
    """
    if person.pk == relative.pk:
        raise RuleError(_("Seseorang tidak mempunyai hubungan dengan dirinya sendiri."), code="relation_self")
    asking.lock_people(person.pk, relative.pk)
    # No key changes: rows that point to the two may be written meanwhile.
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=[person.pk, relative.pk]).order_by("pk"))
    if Relation.objects.between(person, relative).filter(kind=kind).exists():
        raise RuleError(_("Hubungan ini sudah tercatat."), code="relation_known")
    relation = save_checked(Relation(person=person, relative=relative, kind=kind, note=note.strip()))
    _tell(relation, verb="related", by=by, on=on)
    asking.tell(person.pk, relative.pk, by=by, on=on)
    return relation


@transaction.atomic
@while_guarded
def remove_relation(*, by: Account | None, on: date, relation: Relation, reason: str) -> None:
    """Take back a tie recorded by mistake; the reason stays in the history of both.

    Refuses: no reason ("reason"); one of the two himself, who could so open the way to judging ("relation_own").
    """
    if not (reason := stated(reason)):
        raise RuleError(_("Tulis alasannya."), code="reason")
    if by is not None and by.pk in (relation.person.account_id, relation.relative.account_id):
        raise RuleError(_("Catatan tentang diri Anda hanya dapat dihapus admin lain."), code="relation_own")
    _tell(relation, verb="relation_removed", by=by, on=on, reason=reason)
    relation.delete()


def _tell(relation: Relation, *, verb: str, by: Account | None, on: date, reason: str = "") -> None:
    for one, other in ((relation.person, relation.relative), (relation.relative, relation.person)):
        said = {"name": other.name, "person": other.pk, "kind": relation.kind, "relation": relation.pk}
        Event.record(one, verb, by=by, on=on, reason=reason, **said)
