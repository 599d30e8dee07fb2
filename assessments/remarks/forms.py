"""The candidate's answer to each verdict: agreed, or what he thinks instead."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.errors import RuleError
from kit.forms.stale import RevisionForm

from ..models import Assessment, Remark, Verdict
from .models import LONGEST_REMARK
from .operations import Answer

Stance = Remark.Stance


class UnitAnswerForm(forms.Form):
    """One unit; unanswered is allowed, a difference is explained."""

    stance = forms.ChoiceField(
        choices=Stance.choices,
        required=False,
        label=_("Tanggapan"),
        error_messages={"invalid_choice": _("Pilih setuju atau berpendapat lain.")},
    )
    text = forms.CharField(required=False, max_length=LONGEST_REMARK, label=_("Pendapat Anda"))

    def __init__(self, verdict: Verdict, data: Any = None) -> None:
        self.verdict = verdict
        self.remarks = list(verdict.remarks.all())
        last = self.remarks[-1] if self.remarks and self.remarks[-1].stands else None
        said = {"stance": last.stance, "text": last.text} if last else {}
        super().__init__(data, prefix=f"v{verdict.pk}", initial=said)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        differs = cleaned.get("stance") == Stance.DIFFERS
        if differs and not cleaned.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", _("Tulis pendapat Anda dengan beberapa kata."))
        return cleaned

    def answer(self) -> Answer | None:
        said = self.cleaned_data
        return Answer(said["stance"], said["text"]) if said["stance"] else None


class AnswerSheet:
    """Every unit of the candidate's own assessment, with what the assessor recorded."""

    def __init__(self, assessment: Assessment, data: Any = None) -> None:
        verdicts = assessment.verdicts.select_related("unit").prefetch_related("remarks")
        self.head = RevisionForm(data)
        self.units = [UnitAnswerForm(verdict, data) for verdict in verdicts]
        self.refusals: list[str] = []

    def is_valid(self) -> bool:
        """Whether all that was answered may be kept; nothing at all is no answer."""
        checked = [unit.is_valid() for unit in self.units]  # every unit, so that each shows its own fault
        if not self.head.is_valid():
            self.refusals += self.head.errors["revision"]
        if all(checked) and not self.answers():
            self.refusals.append(str(_("Pilih tanggapan untuk paling sedikit satu unit.")))
        return all(checked) and not self.refusals

    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        return {"revision": self.head.cleaned_data["revision"], "answers": self.answers()}

    def show_refusal(self, refusal: RuleError) -> None:
        self.refusals += refusal.messages

    def answers(self) -> dict[int, Answer]:
        said = {unit.verdict.pk: unit.answer() for unit in self.units}
        return {pk: answer for pk, answer in said.items() if answer}

    @property
    def summary(self) -> list[tuple[str, Any, Any]]:
        """Every error with its unit, for components/form_errors.html."""
        found: list[tuple[str, Any, Any]] = [("", refusal, "") for refusal in self.refusals]
        for unit in self.units:
            code = unit.verdict.unit.code
            found += [(f"id_{unit.prefix}-{name}", code, text) for name, texts in unit.errors.items() for text in texts]
        return found
