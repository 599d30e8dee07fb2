"""Recording what was given, examining it, and the word after a session."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import AssessmentSession
from kit.forms.widgets import date_input, grouped, invite_a_choice, pair

from ..models import Gift
from .models import MOST


class SessionField(forms.ModelChoiceField):
    def label_from_instance(self, session: AssessmentSession) -> str:
        return str(session)


class GiftForm(forms.ModelForm):
    """One offer, gift or promise; the sessions are the assessor's own."""

    refusal_fields = {"gift_dated": "happened_on"}

    session = SessionField(
        queryset=None,
        required=False,
        label=_("Berkaitan dengan jadwal"),
        empty_label=_("Tidak berkaitan dengan jadwal"),
    )
    value = forms.IntegerField(
        label=_("Perkiraan nilai (rupiah)"), min_value=0, max_value=MOST, required=False,
        help_text=_("Kosongkan bila tidak tahu."),
    )  # fmt: skip

    class Meta:
        model = Gift
        fields = ("kind", "happened_on", "giver", "giver_name", "what", "value", "handling", "note", "session")
        widgets = {"happened_on": date_input(), "note": forms.Textarea(attrs={"rows": 3, "maxlength": 2000})}

    def __init__(self, *args: Any, account: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields["session"]
        own.queryset = AssessmentSession.objects.assigned_to(account).select_related("scheme_version")
        for name in ("kind", "giver", "handling"):
            invite_a_choice(self.fields[name])
        self.fields["note"].max_length = 2000
        self.fields["giver_name"].help_text = _("Boleh dikosongkan.")
        self.fields["what"].help_text = _("Misalnya: parsel buah, ongkos perjalanan, janji pekerjaan.")

    def _post_clean(self) -> None:
        """The operation asks the row itself, when it knows whose it is."""

    @property
    def helper(self) -> FormHelper:
        return grouped([
            (_("Apa yang terjadi"), [pair("kind", "happened_on"), "what", "value"]),
            (_("Dari siapa"), [pair("giver", "giver_name"), "session"]),
            (_("Apa yang Anda lakukan"), ["handling", "note"]),
        ])  # fmt: skip


class ExaminationForm(forms.Form):
    """What an officer says of it."""

    note = forms.CharField(
        label=_("Catatan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Terbaca oleh asesor yang mencatatnya."), error_messages={"required": _("Tulis catatan Anda.")},
    )  # fmt: skip


class GiftDeclarationForm(forms.Form):
    """How many records the reader saw."""

    seen = forms.IntegerField(min_value=0, max_value=30_000, widget=forms.HiddenInput)
