"""Whom to ask, what to say back, and why it is called off."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessor
from assessments.uploads.uses import DOCUMENT
from kit.forms.one_file import file_field
from kit.forms.widgets import IMAGES, date_input, grouped, invite_a_choice, pair
from kit.roles import named

from ..checklists.forms import NO, YES, StatementsForm
from ..checklists.statements import WITNESSED
from ..feedback.operations import LONGEST_NOTE, Said
from ..models import Inspection, Witnessing
from .models.reviews import CONSISTENCY, MARKS, Dimension, Principle, Procedure
from .operations.evaluations import LONGEST

ASKING = ("admin", "ethics_officer")  # the roles in which somebody else than an assessor evaluates


def said(label: Any, *, rows: int = 4, **extra: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **extra)


class EvaluatorField(forms.ModelChoiceField):
    """An account by the name of its person, with what it is in the LSP."""

    def label_from_instance(self, account: Any) -> str:
        held = [str(role.label) for role in map(named, ASKING) if getattr(account, role.flag)] or [str(_("asesor"))]
        return f"{getattr(account, 'person', account)} – {', '.join(held)}"


class EvaluatorForm(forms.Form):
    """One of those who are free to do it."""

    refusal_fields = {"evaluator_unfit": "evaluator", "asked_already": "evaluator"}

    evaluator = EvaluatorField(queryset=None, empty_label=_("Pilih…"))

    def __init__(self, data: Any = None, *, role: str, free: QuerySet[Any], label: Any) -> None:
        super().__init__(data)
        self.role = role  # what the operation calls the one who is named
        self.fields["evaluator"].queryset, self.fields["evaluator"].label = free, label

    def values(self) -> dict[str, Any]:
        return {self.role: self.cleaned_data["evaluator"]}


class ReplyForm(forms.Form):
    text = said(_("Tanggapan Anda"), rows=6, error_messages={"required": _("Tulis tanggapan Anda.")})


class WhyForm(forms.Form):
    reason = said(_("Alasan"), error_messages={"required": _("Tulis alasannya.")})


class InspectionForm(forms.ModelForm):
    """Whom, when and how, what BNSP found, and its letter."""

    refusal_fields = {"inspection_dated": "happened_on", "findings_required": "findings"}

    findings = said(_("Temuan"), required=False, help_text=_("Wajib bila hasilnya bukan “Memenuhi”."))
    evidence = file_field(
        label=_("Surat atau laporan"),
        accept=f"application/pdf,{IMAGES}",
        choose=_("Pilih berkas PDF atau gambar."),
        empty=_("Berkas ini kosong."),
        use=DOCUMENT,
    )

    class Meta:
        model = Inspection
        fields = ("assessor", "kind", "happened_on", "letter", "outcome", "findings")
        widgets = {"happened_on": date_input()}

    def __init__(self, *args: Any, account: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Assessor.objects.select_related("person").exclude(person__account=account)
        self.fields["assessor"].queryset = others.order_by("person__name", "pk")
        self.fields["assessor"].empty_label = _("Pilih…")
        for name in ("kind", "outcome"):
            invite_a_choice(self.fields[name])
        self.fields["evidence"].help_text = _("PDF atau gambar, paling besar 10 MB.")

    def _post_clean(self) -> None:
        """The operation asks the row itself, once its evidence is stored."""

    @property
    def helper(self) -> FormHelper:
        return grouped([
            (_("Evaluasi"), ["assessor", pair("kind", "happened_on"), "letter"]),
            (_("Hasil"), ["outcome", "findings"]),
            (_("Bukti"), ["evidence"]),
        ])  # fmt: skip


STEPS: dict[str, Any] = dict(Procedure.choices) | {CONSISTENCY: _("Konsistensi keputusan")}
ASPECTS: dict[str, Any] = dict(Principle.choices) | dict(Dimension.choices)


def advice() -> forms.CharField:
    """`form-control` by hand: the page draws the fields itself."""
    return forms.CharField(
        label=_("Rekomendasi"), max_length=LONGEST, required=False,
        help_text=_("Wajib bila ada yang tidak sesuai: apa yang sebaiknya diperbaiki."),
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
    )  # fmt: skip


class ReviewForm(StatementsForm):
    """Every step with its aspects, and a recommendation for each part."""

    refusal_fields = {
        "process_advice_required": "process_advice",
        "decision_advice_required": "decision_advice",
    }

    answers_are = ((YES, _("Sesuai")), (NO, _("Tidak sesuai")))
    choose = _("Pilih sesuai atau tidak sesuai.")

    process_advice = advice()
    decision_advice = advice()

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, asked={mark: self._text(*mark) for mark in MARKS})

    def _text(self, step: str, aspect: str) -> Any:
        """The aspect; its step is heard, and seen as the heading above."""
        return format_html('<span class="visually-hidden">{}: </span>{}', STEPS[step], ASPECTS[aspect])

    def named(self, _number: int, key: Any) -> Any:
        step, aspect = key
        return f"{STEPS[step]}, {ASPECTS[aspect]}"

    @property
    def steps(self) -> list[tuple[Any, list[Any]]]:
        """The first part, step by step; the last entry is the second part."""
        rows = dict(zip(MARKS, self.statements, strict=True))
        return [(title, [rows[mark] for mark in MARKS if mark[0] == step]) for step, title in STEPS.items()]

    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        said = {name: self.cleaned_data[name] for name in ("process_advice", "decision_advice")}
        return said | {"marks": {mark: self.says(mark) for mark in MARKS}}


def long_answer(label: Any, **extra: Any) -> forms.CharField:
    """`form-control` by hand: the page draws the fields itself."""
    area = forms.Textarea(attrs={"rows": 3, "class": "form-control"})
    return forms.CharField(label=label, max_length=LONGEST, widget=area, **extra)


class WitnessForm(StatementsForm):
    """The day, every statement with room for a note, what was good, what to improve, and the conclusion."""

    refusal_fields = {
        "witness_dated": "happened_on",
        "strengths_required": "strengths",
        "improvements_required": "improvements",
        "conclusion_unknown": "conclusion",
    }

    happened_on = forms.DateField(label=_("Tanggal disaksikan"), widget=date_input())
    strengths = long_answer(_("Yang sudah baik"), error_messages={"required": _("Tulis apa yang sudah baik.")})
    improvements = long_answer(
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

    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        names = ("happened_on", "strengths", "improvements", "conclusion")
        observed = {number: Said(self.says(number), self.cleaned_data[f"note_{number}"]) for number in self.asked}
        return {name: self.cleaned_data[name] for name in names} | {"observed": observed}
