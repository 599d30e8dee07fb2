"""The checklist of a session."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ...models import Checklist
from ..models import CHECKED
from ..operations import LONGEST_REMARK
from .statements import NO, StatementsForm


class ChecklistForm(StatementsForm):
    """Every statement, and a remark that is owed where one does not hold."""

    remark = forms.CharField(
        label=_("Catatan"),
        max_length=LONGEST_REMARK,
        required=False,
        help_text=_("Wajib bila ada jawaban “Tidak”: apa yang terjadi dan apa yang Anda lakukan."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, asked=Checklist.asked())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        denied = any(cleaned.get(f"says_{name}") == NO for name in CHECKED)
        if denied and not cleaned.get("remark") and "remark" not in self.errors:
            self.add_error("remark", _("Jelaskan yang tidak terlaksana."))
        return cleaned

    def confirmed(self) -> dict[str, bool]:
        return {name: self.says(name) for name in CHECKED}
