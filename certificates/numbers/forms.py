"""Forms of the page of numbers: a pattern from a day on, and serials that nobody shall bear."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit.forms.widgets import date_input, pair

from ..models import NumberPattern
from .models import LARGEST_SERIAL, Series
from .numbering import LONGEST_PATTERN

LIVE = {
    "hx-trigger": "input changed delay:300ms, change",
    "hx-target": "#number-example",
    "hx-include": "closest form",
    "hx-params": "series,pattern,restart",
}
FIELD_OF_REFUSAL = {
    "pattern": "pattern",
    "pattern_backdated": "valid_from",
    "restart_midyear": "restart",
    "serial_backwards": "next_serial",
    "serial_exhausted": "next_serial",
    "reason_missing": "reason",
}


class PatternForm(forms.Form):
    """A pattern; while it is typed, a number is shown as it would make it."""

    refusal_fields = FIELD_OF_REFUSAL | {"serial_exhausted": "pattern", "invalid": "valid_from"}

    series = forms.ChoiceField(label=_("Untuk"), choices=Series.choices)
    pattern = forms.CharField(
        label=_("Pola"),
        max_length=LONGEST_PATTERN,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "code"}),
        help_text=_(
            "{kbli}, {kbji}, {level}, dan {field} (huruf nomor registrasi) diambil dari skema, {licence} dari lisensi"
            " LSP, {year} dari tahun terbit. {serial:7} adalah nomor urut tujuh angka."
        ),
    )
    restart = forms.ChoiceField(label=_("Nomor urut"), choices=NumberPattern.Restart.choices)
    classification = forms.CharField(
        label=_("Klasifikasi"), max_length=60, required=False, help_text=_("Misalnya KBLI 2025, KBJI 2014.")
    )
    valid_from = forms.DateField(
        label=_("Dipakai sejak"),
        widget=date_input(),
        help_text=_("Sesudah hari terakhir sertifikat terbit. Nomor yang sudah terbit tidak berubah."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("series", "pattern", "restart"):
            self.fields[name].widget.attrs |= {"hx-get": reverse("number_example"), **LIVE}

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.layout = Layout(
            Fieldset(
                _("Cara menulis"),
                "series",
                "pattern",
                HTML("{% include 'certificates/numbers/_number_example.html' %}"),
                "restart",
            ),
            Fieldset(_("Masa pakai"), pair("valid_from", "classification")),
        )
        return helper


class VoidForm(forms.Form):
    """The serial that comes next; those before it, still free, are voided."""

    refusal_fields = FIELD_OF_REFUSAL

    series = forms.ChoiceField(label=_("Untuk"), choices=Series.choices)
    next_serial = forms.IntegerField(
        label=_("Nomor urut berikutnya"),
        min_value=2,
        max_value=LARGEST_SERIAL,
        help_text=_("Nomor urut di antara yang terakhir dan yang ini tidak akan pernah dipakai."),
    )
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Misalnya: nomor 1 sampai 1234 sudah dipakai pada sertifikat kertas."),
    )

    def values(self) -> dict[str, Any]:
        """What the operation takes: the last serial that is passed over."""
        said = self.cleaned_data
        return {"series": said["series"], "upto": said["next_serial"] - 1, "reason": said["reason"]}


def initial_pattern(series: str, on: date) -> dict[str, Any]:
    """The pattern in force, to be changed."""
    known = series if series in Series.values else Series.CERTIFICATE
    pattern = NumberPattern.objects.in_force(known, on)
    if pattern is None:
        return {"series": known}
    return {"series": known, "pattern": pattern.pattern, "restart": pattern.restart}
