"""Two ways of writing one thing become one: what is compared is kept in one spelling, in a column beside it.

A database cannot spell so itself, so the column is written whenever the row is; rules in Python and in SQL both compare
the column and so cannot differ.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)
# What a company or school is by law, written in many ways and often left out.
LEGAL_FORMS = re.compile(r"\b(pt|cv|ud|tbk|persero|yayasan|koperasi)\b")


def plain(text: str) -> str:
    """Letters and digits only, small, without marks. In another script, its own letters: better than nothing."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", bare) or re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(words)


def plain_name(text: str) -> str:
    """The same of a school or company, whatever its legal form is written like."""
    return " ".join(LEGAL_FORMS.sub(" ", plain(text)).split())


class SpelledField(models.CharField):
    """Another field in one spelling, written with the row; "" compares with nothing.

    It is what it is made of: personal data where that is, erased with it and never handed out.
    """

    def __init__(self, *args: Any, of: str = "", by: Callable[[str], str] = plain, **kwargs: Any) -> None:
        self.of, self.by = of, by
        kwargs |= {"blank": True, "default": "", "db_default": "", "editable": False}
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        spelled = self.spell(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, spelled)
        return spelled

    def spell(self, text: str) -> str:
        return self.by(text)[: self.max_length].strip()

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """To a migration it is a column of text: how it is spelled may change without one."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


def spelled_of(model: type[models.Model], names: Iterable[str]) -> list[SpelledField]:
    """The spellings of a model that are made of one of these fields."""
    asked = set(names)
    return [field for field in model._meta.local_fields if isinstance(field, SpelledField) and field.of in asked]


class Spells(models.Model):
    """A row that writes its `SpelledField`s also when it is asked to write only what they are made of."""

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        if update_fields is not None:
            update_fields = set(update_fields)
            update_fields |= {field.name for field in spelled_of(type(self), update_fields)}
        super().save(*args, update_fields=update_fields, **kwargs)


class SpellsQuerySet(models.QuerySet[Row]):
    """Many rows at once: an `update` of the text is one of its spelling."""

    def update(self, **kwargs: Any) -> int:
        for field in spelled_of(self.model, kwargs):
            if field.name not in kwargs:
                if not isinstance(kwargs[field.of], str):
                    raise TypeError(f"{field.name} cannot be spelled of an expression: save each row")
                kwargs[field.name] = field.spell(kwargs[field.of])
        return super().update(**kwargs)


def empty_with(source: str, spelled: str, name: str) -> models.CheckConstraint:
    """Where the text is erased, its spelling is."""
    return models.CheckConstraint(condition=~models.Q(**{source: ""}) | models.Q(**{spelled: ""}), name=name)
