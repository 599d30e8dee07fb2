"""Write a row after asking it everything it knows; refuse with the reasons at the fields."""

from collections.abc import Collection
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from ..errors import RuleError
from ..models import Event

Row = TypeVar("Row", bound=Model)


def save_checked(row: Row, *, new: bool = False) -> Row:
    """Save a row whose columns and constraints hold; `new` when it is one although its key is known.

    Refuses with RuleError: "invalid" with the messages by column, "duplicate" when somebody else wrote the same row
    between the question and the answer.
    """
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


def change_checked(row: Row, fields: dict[str, Any], *, by: Any, on: date) -> Row:
    """Give a locked row these values and record what changed; nothing is written when nothing did."""
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        save_checked(row)
        Event.record(row, "edited", by=by, on=on, fields=changed)
    return row


def only_fields(fields: Collection[str], known: Collection[str]) -> None:
    """Programs may write these columns and no others: a status or a key is not slipped in beside them."""
    if unknown := set(fields) - set(known):
        raise TypeError(f"unknown fields: {sorted(unknown)}")


def invalid(problem: ValidationError | dict[str, Any]) -> RuleError:
    """The refusal that carries messages by column; a form shows each at its field."""
    refusal = RuleError(problem, code="invalid")
    refusal.code = "invalid"  # ValidationError keeps no code beside messages by field
    return refusal
