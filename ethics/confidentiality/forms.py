"""Asking for consent, and answering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.forms.widgets import date_input

from ..models import Leave
from .operations import LONGEST_REASON, LONGEST_TEXT


def _text(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )


class DisclosureConsentForm(forms.Form):
    """Who may be told what, what for and until when."""

    refusal_fields = {"until_past": "until", "until_far": "until"}

    recipient = forms.CharField(
        max_length=200, label=_("Siapa yang diberi tahu?"), help_text=_("Nama lembaga atau orang.")
    )
    matter = _text(_("Apa yang diberitahukan?"), _("Sesempit mungkin, misalnya: hasil K atau BK tiap unit."))
    purpose = _text(_("Untuk apa?"), _("Asesi membaca alasan ini sebelum menjawab."))
    until = forms.DateField(label=_("Sampai tanggal"), widget=date_input(), help_text=_("Paling lama satu tahun."))


class DisclosureConsentAnswerForm(forms.Form):
    """Yes or no; the LSP's no has a reason."""

    answer = forms.ChoiceField(
        choices=Leave.Answer.choices,
        error_messages=dict.fromkeys(["required", "invalid_choice"], _("Pilih setuju atau tidak.")),
    )
    reason = forms.CharField(required=False, max_length=LONGEST_TEXT, label=_("Alasan (wajib bila tidak diizinkan)"))


class ExplanationForm(forms.Form):
    refusal_fields = {"reason_required": "reason", "too_long": "reason"}
    reason = forms.CharField(
        label=_("Mengapa begitu banyak berkas dibaca?"),
        help_text=_("Tulis apa yang Anda tanyakan dan apa jawabannya."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
