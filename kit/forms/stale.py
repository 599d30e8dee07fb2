"""Nobody overwrites unseen what somebody else saved: a form knows what its reader saw when he opened it.

The page carries `seen`, a signed trace of each value it was made from. A POST is compared with what is stored by then,
while `views.locking` keeps the row locked. What somebody else changed is shown at its field with status 422: a field
that the reader left alone follows what is stored, one that he changed too keeps his words. The next POST comes from the
new page and is taken. A page without `seen`, or with one that is not ours, is refused the same way.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils import formats
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise, cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SALT = "assessments.forms.stale"
LONGEST_SHOWN = 400
STALE = gettext_lazy("Data ini sudah diubah orang lain sejak Anda membukanya. Periksa isi terbaru lalu simpan lagi.")
NOT_WHOLE = gettext_lazy("Halaman ini tidak utuh, jadi belum disimpan. Periksa isinya lalu simpan lagi.")
RELOAD = gettext_lazy("Halaman ini tidak utuh. Muat ulang halaman.")
FOLLOWED = gettext_lazy("Diubah orang lain. Yang tampil sudah isi terbaru.")
REPLACED = gettext_lazy("Gambar yang tersimpan sudah diganti orang lain.")

Sent = list[str]  # a field's value the way a browser sends it
News = dict[str, str | Promise]


class RevisionForm(forms.Form):
    """For an act on a record that counts its revisions: the one that the reader had before his eyes."""

    revision = forms.IntegerField(
        min_value=0,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(["required", "invalid", "min_value"], RELOAD),
    )

    @property
    def refusals(self) -> list[str]:
        """Why it was not done, in words."""
        return [*self.non_field_errors(), *self.errors.get("revision", [])]


class MarkField(forms.CharField):
    """For an act on what a page shows: its mark (`kit.seen`). Whatever is none says nothing, and the act is refused."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> str:
        try:
            return str(super().clean(value))
        except forms.ValidationError:
            return ""


class SeenForm(forms.BaseForm):
    """To be mixed into a form that edits a record; the template sends `form.seen` along."""

    # field of a file -> the tick that removes the file, and the key of the file kept now
    kept_files: Mapping[str, tuple[str, str]] = {}
    shown_apart: ClassVar[Mapping[str, str | Promise]] = {}  # parts that are no fields, with their names

    @property
    def edits(self) -> bool:
        """Whether the form changes something that exists; what is only being created nobody else can have changed."""
        instance = getattr(self, "instance", None)
        return instance is None or not instance._state.adding

    @cached_property
    def seen(self) -> str:
        """What the reader is about to see, for the hidden field."""
        return signing.dumps(self._traces(), salt=SALT) if self.edits else ""

    def full_clean(self) -> None:
        """Clean as ever; then say what others have changed."""
        news = self._news() if self.is_bound and self.edits else {}
        super().full_clean()
        for name, text in news.items():
            self.add_error(name if name in self.fields else None, text)

    def stored(self) -> dict[str, Sent]:
        """What the record holds now."""
        return {name: sent(field, self.get_initial_for_field(field, name)) for name, field in self._compared().items()}

    def typed(self) -> dict[str, Sent]:
        """What was sent."""
        return {name: sent(field, self[name].data) for name, field in self._compared().items()}

    def follow(self, name: str, stored: Sent) -> bool:
        """Show what is stored in a field that the reader left alone; whether that was possible."""
        self.data = self.data.copy()
        self.data.setlist(self.add_prefix(name), stored)
        return True

    def _compared(self) -> dict[str, forms.Field]:
        return {
            name: field
            for name, field in self.fields.items()
            if not field.disabled and not isinstance(field, forms.FileField)
        }

    def _traces(self) -> dict[str, str]:
        files = {name: [key] for name, (_remove, key) in self.kept_files.items()}
        return {name: trace(values) for name, values in (self.stored() | files).items()}

    def _news(self) -> News:
        try:
            seen = signing.loads(self.data.get("seen", ""), salt=SALT)
        except signing.BadSignature:
            return {NON_FIELD_ERRORS: NOT_WHOLE}
        now, stored, typed = self._traces(), self.stored(), self.typed()
        changed = {name for name in now if name in seen and seen[name] != now[name]}
        news: News = {}
        for name in stored:
            if name in changed and typed[name] != stored[name]:
                alone = trace(typed[name]) == seen[name]
                news[name] = FOLLOWED if alone and self.follow(name, stored[name]) else self._now(name, stored[name])
        for name, (remove, _key) in self.kept_files.items():
            if name in changed and (name in self.files or remove in self.data):
                news[name] = REPLACED
        return {NON_FIELD_ERRORS: STALE, **news} if news else {}

    def _now(self, name: str, stored: Sent) -> str:
        if name in self.shown_apart:
            said = {"part": self.shown_apart[name], "stored": ", ".join(stored) or _("tidak ada")}
            return _("%(part)s sekarang: %(stored)s.") % said
        words = Truncator(in_words(self.fields[name], stored)).chars(LONGEST_SHOWN)
        return _("Sekarang tersimpan: %(stored)s. Yang tampil adalah isian Anda.") % {"stored": words}


def sent(field: forms.Field, value: Any) -> Sent:
    """A value the way a browser would send it, line ends aside; the same for what is stored and what was sent."""
    value = field.prepare_value(value)
    if isinstance(value, bool):
        return ["on"] if value else []
    value = field.widget.format_value(value)
    values = value if isinstance(value, list) else [value]
    return sorted(plain(str(each)) for each in values if each not in (None, ""))


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def trace(values: Sent) -> str:
    """Says whether two values are the same and nothing else: it stands in a page's source, the values may be a NIK."""
    return salted_hmac(SALT, "\x1f".join(values), algorithm="sha256").hexdigest()[:20]


def in_words(field: forms.Field, values: Sent) -> str:
    """What is stored, as the reader knows it: choices by their label, days as people write them."""
    if isinstance(field, forms.BooleanField):
        return _("dicentang") if values else _("tidak dicentang")
    if not values:
        return _("kosong")
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        labels = {str(key): str(label) for key, label in field.choices}
        return ", ".join(labels.get(value, value) for value in values)
    if isinstance(field, forms.DateField | forms.DateTimeField):
        return day(field.to_python(values[0]))
    return values[0]


def day(moment: date | datetime | None) -> str:
    return formats.date_format(moment, "j F Y, H.i" if isinstance(moment, datetime) else "j F Y") if moment else ""
