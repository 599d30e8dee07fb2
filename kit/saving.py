"""Write a row after asking it everything it knows; refuse with the reasons at the fields."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CharField, Model, TextField
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.events import journal

from . import printable
from .errors import RuleError

Row = TypeVar("Row", bound=Model)


def save_checked(row: Row, *, new: bool = False) -> Row:
    """Save a row whose columns and constraints hold; `new` when it is one although its key is known.

    What is printed of it (`PRINTED` of the model) is cleaned before and has to be printable. Refuses with
    RuleError: "invalid" with the messages by column, "duplicate" when somebody else wrote the same row between the
    question and the answer.
    """
    _tidy(row)
    try:
        row.full_clean()
    except ValidationError as problem:
        raise invalid(problem) from None
    try:
        with transaction.atomic():
            row.save(force_insert=new)
    except IntegrityError:
        raise RuleError(_("Data ini baru saja disimpan oleh orang lain. Muat ulang halaman."), "duplicate") from None
    return row


def change_checked(row: Row, fields: dict[str, Any], *, by: Account, on: date) -> Row:
    """Give a locked row these values and record what changed; nothing is written when nothing did."""
    fields = cleaned(row, fields)
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        save_checked(row)
        journal().record(row, "edited", by=by, on=on, fields=changed)
    return row


def tidy_line(text: str) -> str:
    """A text that is never printed, cleaned and on one line. Refuses letters that are none ("unprintable")."""
    line = printable.one_line(text)
    printable.refuse(line, printed=False)
    return line


def cleaned(row: Model, fields: dict[str, Any]) -> dict[str, Any]:
    """These values for a row as they are kept: the texts of a printed model cleaned, the others as they are."""
    return {name: _cleaned(row, name, value) for name, value in fields.items()}


def _tidy(row: Model) -> None:
    """Clean the new texts of a row that are printed, and ask each of them. What is stored already stays."""
    printed = getattr(row, "PRINTED", None)
    if printed is None:
        return
    names = [f.name for f in row._meta.concrete_fields if isinstance(f, CharField | TextField) and not f.choices]
    stored = None if row._state.adding else type(row)._default_manager.filter(pk=row.pk).values(*names).first()
    wrong: dict[str, Any] = {}
    for name in names:
        text = getattr(row, name)
        if not isinstance(text, str) or (stored and stored[name] == text):
            continue
        setattr(row, name, _cleaned(row, name, text))
        try:
            printable.refuse(getattr(row, name), printed=name in printed)
        except RuleError as refusal:
            wrong[name] = refusal
    if wrong:
        raise invalid(wrong)


def _cleaned(row: Model, name: str, value: Any) -> Any:
    """A text of a printed model as it is kept: on one line where its column is one."""
    if not hasattr(row, "PRINTED") or not isinstance(value, str):
        return value
    lines = isinstance(row._meta.get_field(name), TextField)
    return printable.clean(value) if lines else printable.one_line(value)


def only_fields(fields: Collection[str], known: Collection[str]) -> None:
    """Programs may write these columns and no others: a status or a key is not slipped in beside them."""
    if unknown := set(fields) - set(known):
        raise TypeError(f"unknown fields: {sorted(unknown)}")


def invalid(problem: ValidationError | dict[str, Any]) -> RuleError:
    """The refusal that carries messages by column; a form shows each at its field."""
    refusal = RuleError(problem, code="invalid")
    refusal.code = "invalid"  # ValidationError keeps no code beside messages by field
    return refusal


@contextmanager
def at(name: str) -> Iterator[None]:
    """What is refused inside is told at this field."""
    try:
        yield
    except RuleError as error:
        raise invalid({name: error.messages}) from None
