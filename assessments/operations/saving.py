"""Write a row after asking it everything it knows; refuse with the reasons at the fields."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from ..errors import RuleError

Row = TypeVar("Row", bound=Model)


def save_checked(row: Row) -> Row:
    """Save a row whose columns and constraints hold.

    Refuses with RuleError: "invalid" with the messages by column, "duplicate" when somebody else wrote the same row
    between the question and the answer.
    """
    try:
        row.full_clean()
    except ValidationError as problem:
        raise invalid(problem) from None
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise RuleError(_("Data ini baru saja disimpan oleh orang lain. Muat ulang halaman."), "duplicate") from None
    return row


def invalid(problem: ValidationError | dict[str, object]) -> RuleError:
    """The refusal that carries messages by column; a form shows each at its field."""
    refusal = RuleError(problem, code="invalid")
    refusal.code = "invalid"  # ValidationError keeps no code beside messages by field
    return refusal
