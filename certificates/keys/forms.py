"""The form that takes a key out of use."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RetireForm(forms.Form):
    refusal_fields = {"no_reason": "reason"}
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Tercatat dalam riwayat kunci, misalnya: diganti, atau kata sandinya bocor."),
    )
