"""What a witness reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.forms.widgets import date_input

from ...checklists.forms.statements import StatementsForm
from ...checklists.statements import WITNESSED
from ...feedback.operations import LONGEST_NOTE, Said
from ...models import Witnessing
from ..operations.evaluations import LONGEST


def remark(label: Any, **extra: Any) -> forms.CharField:
    """`form-control` by hand: the page draws the fields itself."""
    area = forms.Textarea(attrs={"rows": 3, "class": "form-control"})
    return forms.CharField(label=label, max_length=LONGEST, widget=area, **extra)


class WitnessForm(StatementsForm):
    """The day, every statement with room for a note, what was good, what to improve, and the conclusion."""

    happened_on = forms.DateField(label=_("Tanggal disaksikan"), widget=date_input())
    strengths = remark(_("Yang sudah baik"), error_messages={"required": _("Tulis apa yang sudah baik.")})
    improvements = remark(
        _("Yang perlu diperbaiki"), required=False,
        help_text=_("Wajib bila ada jawaban “Tidak” atau kesimpulannya perlu perbaikan."),
    )  # fmt: skip
    conclusion = forms.ChoiceField(
        label=_("Kesimpulan"), choices=Witnessing.Conclusion.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih kesimpulan.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, on: Any = None) -> None:
        super().__init__(data, asked={each.number: each.text for each in WITNESSED}, longest_note=LONGEST_NOTE)
        self.fields["happened_on"].initial = on
        self.fields["happened_on"].widget.attrs["class"] = "form-control"

    def report(self) -> dict[str, Any]:
        """What the operation takes."""
        names = ("happened_on", "strengths", "improvements", "conclusion")
        observed = {number: Said(self.says(number), self.cleaned_data[f"note_{number}"]) for number in self.asked}
        return {name: self.cleaned_data[name] for name in names} | {"observed": observed}
