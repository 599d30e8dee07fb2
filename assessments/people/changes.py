"""What an edit of a person changed: how the history keeps it, and how it is told to whoever may read that history."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kit.reverse import related

from ..models import Candidate, Event, Person

UNTOLD = frozenset({"photo"})  # only that it changed: an erased picture is gone


def kept_values(row: Any, names: Collection[str]) -> dict[str, Any]:
    """These fields as an event keeps them: choices as stored, days in the ISO form, an identity number masked."""
    return {name: _kept(row, name) for name in names if name not in UNTOLD}


def _kept(row: Any, name: str) -> Any:
    value = row.masked_identity if name == "identity_number" else getattr(row, name)
    return value.isoformat() if isinstance(value, date) else value


def changed_lines(event: Event) -> list[str]:
    """The changes of a person's record in words, a line for each field. Events of old name fields and no content."""
    before, after = event.said.get("before", {}), event.said.get("after", {})
    return list(_lines(event.said.get("fields") or sorted(after), before, after))


def _lines(names: Collection[str], before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    for name in names:
        field = _field(name)
        said = {"field": capfirst(str(field.verbose_name)) if field else name}
        if name not in after:
            yield _("%(field)s: diubah") % said
            continue
        said |= {"old": _in_words(field, before.get(name)), "new": _in_words(field, after[name])}
        if before.get(name) == after[name]:  # two numbers that are masked alike
            yield _("%(field)s: %(old)s → %(new)s (yang berubah adalah angka yang disembunyikan)") % said
        else:
            yield _("%(field)s: %(old)s → %(new)s") % said


def _field(name: str) -> Any:
    for model in (Person, Candidate, related(Person, "assessor").model):  # what a person may be
        try:
            return model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
    return None


def _in_words(field: Any, value: Any) -> str:
    """A kept value as its reader knows it. Edits of assessors have kept everything as text."""
    if isinstance(value, list):
        return ", ".join(value) or _("kosong")
    if value in (None, "", "None"):
        return _("kosong")
    if str(value) in ("True", "False"):
        return _("ya") if str(value) == "True" else _("tidak")
    if isinstance(field, Field) and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, Field) and field.get_internal_type() == "DateField":
        return _day(str(value))
    return str(value)


def _day(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text), "j F Y")
    except ValueError:
        return text
