"""What a scheme version says on a certificate, text by text, with the place where the reader can mend it."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Model
from django.utils.translation import gettext as _

from kit.printable import visible

from ...models import Scheme, SchemeVersion, Standard, Unit


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
    for row in (version.scheme, version):
        for column in row.PRINTED:
            yield Word(label_of(type(row), column), getattr(row, column), row)
    for unit in units:
        for column in unit.PRINTED:
            yield Word(place_of_unit(column, unit.code), getattr(unit, column), unit)
    for standard in dict.fromkeys(unit.standard for unit in units):
        for column in standard.PRINTED:
            named = {"field": label_of(Standard, column), "name": visible(standard.number)}
            yield Word(_("%(field)s standar %(name)s") % named, getattr(standard, column), standard)


def place_of_unit(column: str, code: str) -> str:
    """A column of a unit in words, as in "judul unit J.620100.004.02"."""
    label = label_of(Unit, column).removesuffix(" unit")
    return _("%(field)s unit %(name)s") % {"field": label, "name": visible(code)}


def label_of(model: type[Model], column: str) -> str:
    """What a column is called."""
    return str(next(field.verbose_name for field in model._meta.concrete_fields if field.name == column))
