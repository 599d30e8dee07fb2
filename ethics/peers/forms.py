"""What an assessor says of a colleague, and what an officer did about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.forms.widgets import invite_a_choice

from ..checklists.forms import NO, StatementsForm
from ..models import PeerRemark
from .operations import LONGEST_NOTE


class PeerRemarkForm(StatementsForm):
    """Every statement, and a note that is owed beside a no."""

    refusal_fields = {"note_required": "note"}

    note = forms.CharField(
        label=_("Catatan"),
        max_length=LONGEST_NOTE,
        required=False,
        help_text=_("Wajib bila ada jawaban “Tidak”: apa yang terjadi, kapan, dan di mana."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, asked=PeerRemark.asked())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        denied = any(cleaned.get(f"says_{name}") == NO for name in self.asked)
        if denied and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", _("Jelaskan jawaban “Tidak”."))
        return cleaned

    def said(self) -> dict[str, bool]:
        return {name: self.says(name) for name in self.asked}

    def values(self) -> dict[str, Any]:
        return {"said": self.said(), "note": self.cleaned_data["note"]}


class OutcomeForm(forms.Form):
    """What was done, and why."""

    refusal_fields = {"reason_required": "reason", "outcome_unknown": "outcome"}

    outcome = forms.ChoiceField(label=_("Tindak lanjut"), choices=PeerRemark.Outcome.choices)
    reason = forms.CharField(
        label=_("Alasan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Hanya petugas etik yang membacanya."),
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        invite_a_choice(self.fields["outcome"])  # type: ignore[arg-type]
