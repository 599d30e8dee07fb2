"""Deciding a possible conflict of interest."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.duty.operations import supervisors_for

from ...models import Conflict

LONGEST_REASON = 2000


class SupervisorField(forms.ModelChoiceField):
    def label_from_instance(self, person: Any) -> str:
        return f"{person.name} ({person.assessor.met_number})"


class ConflictForm(forms.Form):
    """Replace, supervise (by whom), or dismiss; after the signature, whether it counts. Always with a reason."""

    outcome = forms.ChoiceField(
        choices=Conflict.Outcome.choices,
        label=_("Putusan"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu."), "invalid_choice": _("Pilih salah satu.")},
    )
    supervisor = SupervisorField(
        queryset=None, required=False, label=_("Pengawas"), empty_label=_("Pilih pengawas"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )  # fmt: skip
    reason = forms.CharField(
        max_length=LONGEST_REASON, label=_("Alasan"), widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tulis alasan putusan ini.")},
    )  # fmt: skip

    def __init__(self, *args: Any, conflict: Conflict, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(outcome.value, outcome.label) for outcome in conflict.outcomes]
        self.fields["outcome"].choices = offered  # type: ignore[attr-defined]
        people = supervisors_for(conflict.assessment, conflict.assessor, on=timezone.localdate())
        self.fields["supervisor"].queryset = people.select_related("assessor")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        supervised = cleaned.get("outcome") == Conflict.Outcome.SUPERVISE
        if supervised and not cleaned.get("supervisor") and "supervisor" not in self.errors:
            self.add_error("supervisor", _("Pilih siapa yang mengawasi."))
        if not supervised:
            cleaned["supervisor"] = None
        return cleaned
