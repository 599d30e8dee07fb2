"""Forms of the stock of blanks: what came, what was spoiled, what went back, and which sheet a certificate takes."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.errors import RuleError
from kit.forms.refusals import Confirmation
from kit.forms.widgets import date_input, pair

from ..models import BlankBatch
from .operations import LONGEST_REASON

LONGEST = 20
FIELD_OF_REFUSAL = {
    "blank_digits": "first",
    "blank_width": "first",
    "blank_reversed": "last",
    "blank_too_many": "last",
    "blank_overlap": "first",
    "blank_unknown": "first",
    "blank_taken": "first",
    "reason_missing": "reason",
    "letter_missing": "letter_number",
}
DAY_OF_ACT = dict.fromkeys(("in_future", "blank_not_received", "before_use", "before_spoil"), "on")


def sheet_field(label: Any, **extra: Any) -> forms.CharField:
    """A number as it is read from a sheet, with its leading zeros."""
    attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "code"}
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.TextInput(attrs=attrs), **extra)


def letter_field(**extra: Any) -> forms.CharField:
    return forms.CharField(label=_("Nomor surat"), max_length=80, **extra)


class ReceiveForm(forms.Form):
    """A delivery."""

    refusal_fields = FIELD_OF_REFUSAL | {"in_future": "received_on"}

    first = sheet_field(_("Nomor pertama"), help_text=_("Seperti pada lembarnya, dengan angka nol di depan."))
    last = sheet_field(_("Nomor terakhir"))
    received_on = forms.DateField(label=_("Diterima"), widget=date_input(), initial=timezone.localdate)
    letter_number = letter_field(required=False, help_text=_("Surat pengantar atau berita acara, bila ada."))
    note = forms.CharField(
        label=_("Catatan"), max_length=LONGEST_REASON, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.layout = Layout(
            Fieldset(_("Lembar"), pair("first", "last")),
            Fieldset(_("Penerimaan"), pair("received_on", "letter_number"), "note"),
        )
        return helper


class FateForm(forms.Form):
    """One sheet, or a run of them, and the day."""

    refusal_fields = FIELD_OF_REFUSAL | DAY_OF_ACT

    first = sheet_field(_("Nomor pertama"))
    last = sheet_field(_("Nomor terakhir"), required=False, help_text=_("Kosongkan bila hanya satu lembar."))
    on = forms.DateField(label=_("Tanggal"), widget=date_input(), initial=timezone.localdate)


class SpoilForm(FateForm):
    reason = forms.CharField(label=_("Alasan"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}))

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.layout = Layout(pair("first", "last"), "on", "reason")
        return helper


class ReturnForm(FateForm):
    letter_number = letter_field()
    reason = forms.CharField(
        label=_("Catatan"), max_length=LONGEST_REASON, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.layout = Layout(pair("first", "last"), pair("on", "letter_number"), "reason")
        return helper


class BalanceForm(forms.Form):
    """The day of the balances; nonsense in the address is today."""

    on = forms.DateField(label=_("Keadaan pada"), widget=date_input())

    def day(self) -> date:
        return self.cleaned_data["on"] if self.is_valid() else timezone.localdate()


def lowest_sheet() -> str:
    return BlankBatch.objects.lowest_unused(timezone.localdate())


def sheet_question(lowest: str) -> forms.CharField:
    """Which sheet a certificate is printed on. May be left empty: the portal's own file is a certificate by itself."""
    said = _("Terendah yang belum terpakai: %(number)s. Kosongkan bila sertifikat tidak dicetak pada blangko.")
    help_text = said % {"number": lowest} if lowest else ""
    return sheet_field(_("Nomor blangko"), required=False, initial=lowest, help_text=help_text)


class SheetForm(Confirmation):
    """The one question of issuing, where there is a stock."""

    def __init__(self, *args: Any, lowest: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["blank_number"] = sheet_question(lowest)

    def show_refusal(self, refusal: RuleError) -> None:
        """One that another sheet would mend is told at its field; any other stands above the question."""
        if refusal.code.startswith("blank_"):
            self.add_error("blank_number", refusal)
            self.refusal = None


def asked_for_sheet(data: Any, lowest: str) -> bool:
    """Whether there is a stock to take from. A number that was sent is always judged: the last sheet may be gone."""
    return bool(lowest or (data and data.get("blank_number")))


def sheet_form(data: Any) -> SheetForm | None:
    """The question for a sheet; None where nobody need be asked."""
    lowest = lowest_sheet()
    return SheetForm(data, lowest=lowest) if asked_for_sheet(data, lowest) else None
