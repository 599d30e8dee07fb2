"""The decision on one signed assessment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..models import Decision


class DecisionForm(forms.Form):
    """Grant, or refuse with a reason that the candidate will read."""

    outcome = forms.ChoiceField(
        choices=Decision.Outcome.choices,
        label=pgettext_lazy("one", "Keputusan"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu."), "invalid_choice": _("Pilih salah satu.")},
    )
    reason = forms.CharField(
        max_length=2_000,
        required=False,
        label=_("Alasan"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Wajib bila sertifikasi ditolak. Asesi membaca tulisan ini."),
        error_messages={"max_length": _("Paling panjang %(limit_value)d huruf; ini %(show_value)d.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (
            cleaned.get("outcome") == Decision.Outcome.REFUSED
            and not cleaned.get("reason")
            and "reason" not in self.errors
        ):
            self.add_error("reason", _("Tulis alasan penolakan."))
        return cleaned
