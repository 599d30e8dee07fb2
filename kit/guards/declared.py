"""What a model says of its rows in a line or two, and the guards that are made of it.

    class Entry(models.Model):
        guarded = Guarded(append_only="an entry is never changed")

Table, columns and unique keys are read from the model, so no list of them is kept beside it. A rule that is a noun's
own is written out in its `guards.py`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from .guard import ALWAYS, Guard, never_emptied, on_any_change, same_row
from .sql import differs


@dataclass(frozen=True)
class Kept:
    """Fields that keep their value: how the guard is called, what it answers, and which fields.

    `once` is a condition on OLD that closes the whole row: what was answered is not answered again.
    """

    name: str
    message: str
    fields: Sequence[str]
    once: str = ""

    def guard(self, model: type[models.Model]) -> Guard:
        changed = differs(*_columns(model, self.fields))
        refuses = f"({changed} OR {self.once})" if self.once else f"({changed})"
        return Guard(self.name, model._meta.db_table, "UPDATE", refuses, self.message)


@dataclass(frozen=True)
class Guarded:
    """How the database keeps the rows of a model. The texts are what it answers whoever tries otherwise.

    `name` begins the names of the guards; the model's own unless said. Every guarded row keeps its key, no other row
    takes that or a unique key from it (`keys` are all that hold for every row), and the table is never emptied.
    """

    name: str = ""
    append_only: str = ""
    changes: str = "append_only"  # what the two guards of `append_only` are called
    never_deleted: str = ""
    kept: Kept | None = None
    keys: Sequence[Sequence[str]] | None = None  # the others may be taken by another row

    def guards(self, model: type[models.Model]) -> Iterator[Guard]:
        name, table = self.name or str(model._meta.model_name), model._meta.db_table
        if self.append_only:
            yield from on_any_change(f"{name}_{self.changes}", table, ALWAYS, self.append_only)
        if self.never_deleted:
            yield Guard(f"{name}_kept", table, "DELETE", ALWAYS, self.never_deleted)
        if self.kept:
            yield self.kept.guard(model)
        keys = unique_keys(model) if self.keys is None else self.keys
        yield from same_row(f"{name}_same", table, *(_columns(model, key) for key in keys))
        yield never_emptied(table)


def declared(app_label: str) -> tuple[Guard, ...]:
    """The guards that the models of an app declare."""
    return tuple(
        guard
        for model in apps.get_app_config(app_label).get_models()
        if hasattr(model, "guarded")
        for guard in model.guarded.guards(model)
    )


def unique_keys(model: type[models.Model]) -> Iterator[Sequence[str]]:
    """The fields of every unique key that holds for all rows, the primary key aside."""
    for field in model._meta.local_fields:
        if field.unique and not field.primary_key:
            yield (field.name,)
    yield from model._meta.unique_together
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields and constraint.condition is None:
            yield constraint.fields


def _columns(model: type[models.Model], names: Sequence[str]) -> tuple[str, ...]:
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    return tuple(str(field.column) for field in fields)
