"""FR.AK-03 as a candidate fills it in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..checklists.forms import StatementsForm
from ..checklists.statements import STATEMENTS
from .operations import LONGEST_FREE_NOTE, LONGEST_NOTE, Said


class FeedbackForm(StatementsForm):
    """Ten statements, and a free note."""

    note = forms.CharField(
        label=_("Ada lagi yang ingin Anda sampaikan?"),
        max_length=LONGEST_FREE_NOTE,
        required=False,
        help_text=_("Boleh dikosongkan."),
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, asked={each.number: each.text for each in STATEMENTS}, longest_note=LONGEST_NOTE)

    def answers(self) -> dict[int, Said]:
        return {number: Said(self.says(number), self.cleaned_data[f"note_{number}"]) for number in self.asked}

    def values(self) -> dict[str, Any]:
        return {"answers": self.answers(), "note": self.cleaned_data["note"]}
