"""The forms of the acts on a certificate: when, by which letter, and why."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..blanks.forms import asked_for_sheet, lowest_sheet, sheet_question
from ..models import Certificate
from .operations import LONGEST_REASON

LETTER = 80
FIELD_OF_REFUSAL = {"in_future": "on", "before_last_act": "on", "proof_missing": "proof"}
FIELD_OF_REFUSAL |= dict.fromkeys(("reason_missing", "reason_too_long"), "reason")
FIELD_OF_REFUSAL |= dict.fromkeys(("same_name", "other_name"), "occasion")
FIELD_OF_REFUSAL |= dict.fromkeys(
    ("blank_digits", "blank_unknown", "blank_taken", "blank_not_received"), "blank_number"
)


class ActForm(forms.Form):
    """Suspending, reinstating, withdrawing."""

    refusal_fields = FIELD_OF_REFUSAL

    on = forms.DateField(label=_("Tanggal"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    letter_number = forms.CharField(
        label=_("Nomor surat"), max_length=LETTER, required=False, help_text=_("Bila ada surat keputusannya.")
    )
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Dibaca pemegang sertifikat dan tercatat dalam register. Tidak tampil pada halaman publik."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate


class ReplaceForm(ActForm):
    """Issuing anew: on what ground, and for another name by which proof."""

    OCCASIONS = (
        (Certificate.Occasion.NAME_CHANGE, _("Nama pemegang berubah")),
        (Certificate.Occasion.CORRECTION, _("Ada data yang salah")),
        (Certificate.Occasion.DAMAGE, _("Cetakan rusak atau hilang")),
    )

    occasion = forms.ChoiceField(label=_("Dasar penerbitan ulang"), choices=OCCASIONS, widget=forms.RadioSelect)
    proof = forms.CharField(
        label=_("Bukti"),
        max_length=200,
        required=False,
        help_text=_("Bila nama berubah: jenis dan nomor dokumen, misalnya penetapan pengadilan."),
    )
    field_order = ("occasion", "proof", "on", "letter_number", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lowest = lowest_sheet()
        if asked_for_sheet(self.data, lowest):
            self.fields["blank_number"] = sheet_question(lowest)


class ReduceForm(ActForm):
    """Which units stay."""

    keep = forms.MultipleChoiceField(
        label=_("Unit yang tetap berlaku"), widget=forms.CheckboxSelectMultiple, help_text=_("Lepas yang dikurangi.")
    )
    field_order = ("keep", "on", "letter_number", "reason")

    def __init__(self, *args: Any, certificate: Certificate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = certificate.said["units"]
        keep: Any = self.fields["keep"]
        keep.choices = [(unit["code"], f"{unit['code']}  {unit['title']}") for unit in units]
        keep.initial = [unit["code"] for unit in units]
