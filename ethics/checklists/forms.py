"""Statements to say yes or no to, each with a note where it helps."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from ..models import Checklist
from .models import CHECKED
from .operations import LONGEST_NOTE

YES, NO = "yes", "no"


class StatementsForm(forms.Form):
    """One yes or no for each of `asked` (key and text); with `longest_note`, room for a note beside each."""

    answers_are: Any = ((YES, _("Ya")), (NO, _("Tidak")))
    choose: Any = _("Pilih ya atau tidak.")

    def __init__(self, data: Any = None, *, asked: Mapping[Any, Any], longest_note: int = 0) -> None:
        super().__init__(data)
        self.asked = asked
        for number, (key, text) in enumerate(asked.items(), start=1):
            self.fields[f"says_{key}"] = forms.ChoiceField(
                label=self.named(number, key),
                choices=self.answers_are,
                widget=forms.RadioSelect,
                error_messages=dict.fromkeys(("required", "invalid_choice"), self.choose),
            )
            if longest_note:
                self.fields[f"note_{key}"] = forms.CharField(
                    label=_("Catatan"),
                    max_length=longest_note,
                    required=False,
                    widget=forms.TextInput(attrs={"class": "form-control", "aria-label": f"{_('Catatan')}: {text}"}),
                )

    def named(self, number: int, _key: Any) -> Any:
        """What the summary of errors calls it."""
        return _("Pernyataan %(number)s") % {"number": number}

    @property
    def statements(self) -> list[tuple[Any, BoundField, BoundField | None]]:
        """Each statement in words with its fields, for the page."""
        return [
            (text, self[f"says_{key}"], self[f"note_{key}"] if f"note_{key}" in self.fields else None)
            for key, text in self.asked.items()
        ]

    def says(self, key: Any) -> bool:
        return self.cleaned_data[f"says_{key}"] == YES


class ChecklistForm(StatementsForm):
    """Every statement, and a note that is owed where one does not hold."""

    refusal_fields = {"remark_required": "note"}

    note = forms.CharField(
        label=_("Catatan"),
        max_length=LONGEST_NOTE,
        required=False,
        help_text=_("Wajib bila ada jawaban “Tidak”: apa yang terjadi dan apa yang Anda lakukan."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, asked=Checklist.asked())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        denied = any(cleaned.get(f"says_{name}") == NO for name in CHECKED)
        if denied and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", _("Jelaskan yang tidak terlaksana."))
        return cleaned

    def confirmed(self) -> dict[str, bool]:
        return {name: self.says(name) for name in CHECKED}

    def values(self) -> dict[str, Any]:
        return {"confirmed": self.confirmed(), "note": self.cleaned_data["note"]}
