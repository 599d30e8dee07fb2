"""How a cell is cleaned: the same kind of fields that the screens use, so the messages are the same."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kit import printable


def normalised(label: str) -> str:
    """A heading, sheet name or word for comparison: letters and digits only, so "Kode unit *" is "kodeunit"."""
    return re.sub(r"[\W_]+", "", label.casefold().replace("&", "dan"))


MESSAGES = {
    "required": _("Kolom ini wajib diisi."),
    "invalid": _("Isi dengan angka bulat."),
    "max_length": _("Terlalu panjang: paling banyak %(limit_value)d karakter, di sini %(show_value)d."),
    "min_value": _("Angka ini paling kecil %(limit_value)s."),
    "max_value": _("Angka ini paling besar %(limit_value)s."),
    "null_characters_not_allowed": _("Teks memuat karakter NUL. Ketik ulang isi sel ini."),
}


class LineField(forms.CharField):
    """Text on one line: breaks that came along from a PDF become spaces; letters that are none are refused.

    What is `printed` on certificates is refused every letter that they cannot show.
    """

    def __init__(self, *, printed: bool = False, **options: Any) -> None:
        self.printed = printed
        super().__init__(error_messages=MESSAGES, **options)

    def to_python(self, value: object) -> str:
        text = super().to_python(value) or ""
        if "\x00" in text:  # the validator of CharField says so
            return text
        line = printable.one_line(text)
        printable.refuse(line, printed=self.printed)
        return line


class WordField(LineField):
    """One of a few words, capitals or not; gives the stored value."""

    def __init__(self, words: Mapping[str, str], *, shown: str, **options: Any) -> None:
        super().__init__(**options)
        self.words = {normalised(word): value for word, value in words.items()}
        self.shown = shown

    def clean(self, value: object) -> str:
        text = super().clean(value)
        if text and normalised(text) not in self.words:
            raise ValidationError(
                _("Tidak dikenal. Isi dengan salah satu dari: %(words)s."), params={"words": self.shown}
            )
        return str(self.words[normalised(text)]) if text else ""
