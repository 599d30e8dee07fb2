"""Explaining unusual reading."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..operations.readings import LONGEST_REASON


class ExplanationForm(forms.Form):
    reason = forms.CharField(
        label=_("Mengapa begitu banyak berkas dibaca?"),
        help_text=_("Tulis apa yang Anda tanyakan dan apa jawabannya."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
