"""Deciding a possible conflict of interest."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.duty.operations import supervisors_for
from kit.forms.widgets import invite_a_choice

from ..models import Conflict, Tie
from .operations.declarations import Answer

LONGEST_REASON = 2000


class SupervisorField(forms.ModelChoiceField):
    def label_from_instance(self, person: Any) -> str:
        return f"{person.name} ({person.assessor.met_number})"


class ConflictForm(forms.Form):
    """Replace, supervise (by whom), or dismiss; after the signature, whether it counts. Always with a reason."""

    refusal_fields = {"supervisor_required": "supervisor", "supervisor_unfit": "supervisor"}

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


LONGEST_NOTE = 1000
NONE, SOME = "none", "some"
CHOOSE = _("Pilih salah satu.")


@dataclass(frozen=True)
class Question:
    """One card of the page."""

    name: str
    said: BoundField
    tie: BoundField
    note: BoundField

    @property
    def has_errors(self) -> bool:
        return bool(self.said.errors or self.tie.errors or self.note.errors)


class RelationsForm(forms.Form):
    """One question for each of `asked` (key and name).

    The names of the fields come from the key, not from the order: on a page that was opened before somebody was added
    no answer slips to another person.
    """

    step = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, asked: Mapping[Any, str], step: str) -> None:
        super().__init__(data, initial={"step": step})
        self.asked = asked
        for key, name in asked.items():
            mark = mark_of(key)
            self.fields[f"said_{mark}"] = forms.ChoiceField(
                label=name, choices=[(NONE, _("Tidak ada hubungan")), (SOME, _("Ada hubungan"))],
                error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
            )  # fmt: skip
            tie = forms.ChoiceField(
                label=_("Hubungan apa?"), choices=Tie.choices[1:], required=False,
                error_messages={"invalid_choice": CHOOSE},
            )  # fmt: skip
            invite_a_choice(tie)
            self.fields[f"tie_{mark}"] = tie
            self.fields[f"note_{mark}"] = forms.CharField(
                label=_("Penjelasan"), max_length=LONGEST_NOTE, required=False
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for mark in map(mark_of, self.asked):
            if cleaned.get(f"said_{mark}") != SOME:
                continue
            if not cleaned.get(f"tie_{mark}") and f"tie_{mark}" not in self.errors:
                self.add_error(f"tie_{mark}", CHOOSE)
            if not cleaned.get(f"note_{mark}") and f"note_{mark}" not in self.errors:
                self.add_error(f"note_{mark}", _("Jelaskan hubungan itu dengan beberapa kata."))
        return cleaned

    def answers(self) -> dict[Any, Answer]:
        """By key of the question; what was written beside “no relation” is left out."""
        said = self.cleaned_data
        return {
            key: Answer(said[f"tie_{mark}"], said[f"note_{mark}"]) if said[f"said_{mark}"] == SOME else Answer(Tie.NONE)
            for key, mark in ((key, mark_of(key)) for key in self.asked)
        }

    def questions(self) -> Iterator[Question]:
        for key, name in self.asked.items():
            mark = mark_of(key)
            yield Question(name, self[f"said_{mark}"], self[f"tie_{mark}"], self[f"note_{mark}"])

    def values(self) -> dict[str, Any]:
        return {"answers": self.answers()}


def mark_of(key: Any) -> str:
    """A number as it is, a name as a short digest: something to call a field by."""
    return str(key) if isinstance(key, int) else hashlib.sha256(str(key).encode()).hexdigest()[:12]
