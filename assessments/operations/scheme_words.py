"""What a scheme version says on a certificate, text by text, with the place where the reader can mend it."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from ..models import Scheme, SchemeVersion, Standard, Unit
from ..printable import visible


class Word(NamedTuple):
    """A text that is printed, where it stands in words, and whose it is."""

    where: str
    text: str
    row: Scheme | SchemeVersion | Unit | Standard

    def is_settled(self) -> bool:
        """Whether a version that is or was in force holds the text fast."""
        if isinstance(self.row, Unit):
            return self.row.is_frozen()
        if isinstance(self.row, Scheme):
            return self.row.versions.exclude(status=SchemeVersion.Status.DRAFT).exists()
        return isinstance(self.row, SchemeVersion) and not self.row.is_draft


def words_of(version: SchemeVersion) -> Iterator[Word]:
    """Every text of the version that a certificate prints, in both languages. One query for any number of units."""
    units = [row.unit for row in version.scheme_units.select_related("unit__standard")]
    yield from _words(version.scheme, "%(field)s")
    yield from _words(version, "%(field)s")
    for unit in units:
        yield from _words(unit, _("%(field)s unit %(name)s"), unit.code)
    for standard in dict.fromkeys(unit.standard for unit in units):
        yield from _words(standard, _("%(field)s standar %(name)s"), standard.number)


def _words(row: Scheme | SchemeVersion | Unit | Standard, where: str, name: str = "") -> Iterator[Word]:
    labels = {field.name: str(field.verbose_name) for field in row._meta.concrete_fields}
    for column in row.PRINTED:
        yield Word(where % {"field": labels[column], "name": visible(name)}, getattr(row, column), row)
