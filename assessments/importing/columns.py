"""What a column of an import file is, and the words that may stand in one."""

from dataclasses import dataclass

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from ..models import Requirement, SchemeVersion, Standard
from .fields import MESSAGES, LineField

TEXT_LIMIT = 2_000

PACKAGINGS = {
    "KKNI": SchemeVersion.Packaging.KKNI,
    "okupasi": SchemeVersion.Packaging.OCCUPATION,
    "okupasi nasional": SchemeVersion.Packaging.OCCUPATION,
    "klaster": SchemeVersion.Packaging.CLUSTER,
    "unit": SchemeVersion.Packaging.UNIT,
}
STANDARD_KINDS = {
    "SKKNI": Standard.Kind.SKKNI,
    "internasional": Standard.Kind.INTERNATIONAL,
    "standar internasional": Standard.Kind.INTERNATIONAL,
    "khusus": Standard.Kind.SPECIAL,
    "standar khusus": Standard.Kind.SPECIAL,
    "SKKK": Standard.Kind.SPECIAL,
}
REQUIREMENT_KINDS = {
    "dasar": Requirement.Kind.BASIC,
    "persyaratan dasar": Requirement.Kind.BASIC,
    "administratif": Requirement.Kind.ADMINISTRATIVE,
    "persyaratan administratif": Requirement.Kind.ADMINISTRATIVE,
}


@dataclass(frozen=True)
class Column:
    """One column: its key in the plan, its heading, the field that cleans it and what the template shows."""

    key: str
    label: str
    field: forms.Field
    example: str = ""
    help: object = ""
    width: int = 24

    @property
    def required(self) -> bool:
        return self.field.required


@dataclass(frozen=True)
class Sheet:
    """One kind of row: its sheet in a workbook and the words that mark it in a CSV file."""

    kind: str
    label: str
    markers: tuple[str, ...]
    columns: list[Column]

    def label_of(self, key: str) -> str:
        return next(column.label for column in self.columns if column.key == key)


def length(model: type[Model], name: str) -> int:
    return int(getattr(model._meta.get_field(name), "max_length", 0) or TEXT_LIMIT)


def line(model: type[Model], name: str, *, required: bool = True) -> LineField:
    """The field of a text column; what a certificate prints of the model must be printable."""
    printed = name in getattr(model, "PRINTED", ())
    return LineField(max_length=length(model, name), required=required, printed=printed)


def digits(length: int) -> forms.RegexField:
    message = _("Isi dengan %(length)s angka.") % {"length": length}
    return _shaped(rf"[0-9]{{{length}}}", message)


def letters(highest: int) -> forms.RegexField:
    """Capital letters, as a registration number carries them."""
    message = _("Isi dengan satu sampai %(highest)s huruf besar.") % {"highest": highest}
    return _shaped(rf"[A-Z]{{1,{highest}}}", message)


def _shaped(pattern: str, message: object) -> forms.RegexField:
    """A text of this shape and nothing behind it: `$` would let a line end pass."""
    return forms.RegexField(
        rf"^{pattern}\Z", strip=True, required=False, error_messages=MESSAGES | {"invalid": message}
    )


def number(low: int, high: int, *, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(min_value=low, max_value=high, required=required, error_messages=MESSAGES)
