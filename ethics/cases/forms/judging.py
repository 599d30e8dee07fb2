"""What the chair of a panel writes down, and what a decision maker answers."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.forms.widgets import grouped

from ...models import Panel, PanelDecision, Sanction
from ..operations.sanctions import Penalty
from .reports import long_text

Outcome = PanelDecision.Outcome
APPEAL_OUTCOMES = [(o.value, o.label) for o in (Outcome.UPHELD, Outcome.CHANGED, Outcome.LIFTED)]

FIELD_OF_REFUSAL = dict.fromkeys(("in_future", "before_panel"), "on") | dict.fromkeys(
    ("before_decision", "days_missing", "sanction_overlaps", "bar_overlaps", "bar_in_the_past"), "starts_on"
)
FIELD_OF_REFUSAL |= {"bar_ends_before_start": "ends_on", "reason_required": "reasons", "penalty_missing": "kind"}
FIELD_OF_REFUSAL |= {"penalty_unfounded": "kind", "outcome_unknown": "outcome"}


def day(label: Any, **extra: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **extra)


class JudgeForm(forms.Form):
    """Clause by clause, why, and what follows."""

    refusal_fields = FIELD_OF_REFUSAL

    outcome = forms.ChoiceField(label=_("Hasil banding"), choices=APPEAL_OUTCOMES, widget=forms.RadioSelect)
    on = day(_("Tanggal putusan"))
    sustained = forms.TypedMultipleChoiceField(
        coerce=int, label=_("Butir yang terbukti"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Butir yang tidak ditandai dinyatakan tidak terbukti."),
    )  # fmt: skip
    reasons = long_text(_("Pertimbangan"), help_text=_("Dibaca teradu. Jangan menunjukkan siapa pelapornya."))
    kind = forms.ChoiceField(
        label=_("Sanksi"), required=False, choices=[("", _("Tanpa sanksi")), *Sanction.Kind.choices]
    )
    starts_on = day(_("Hari pertama"), required=False, help_text=_("Untuk pembekuan dan pemberhentian."))
    ends_on = day(_("Hari terakhir"), required=False, help_text=_("Untuk pembekuan."))
    touches_certificate = forms.BooleanField(
        label=_("Usulkan pembekuan sertifikat dari asesmen ini"), required=False,
        help_text=_("Pengambil keputusan yang tidak terlibat yang melaksanakannya."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, panel: Panel) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})
        self.is_appeal = panel.turn == Panel.Turn.APPEAL
        sustained: Any = self.fields["sustained"]
        sustained.choices = [(clause.number, str(clause)) for clause in panel.case.clauses.all()]
        if not self.is_appeal:
            del self.fields["outcome"]
        if self.is_appeal or panel.case.assessment_id is None:
            del self.fields["touches_certificate"]

    def penalty(self) -> Penalty | None:
        said = self.cleaned_data
        return Penalty(said["kind"], said["starts_on"], said["ends_on"]) if said["kind"] else None

    @property
    def helper(self) -> Any:
        found = [name for name in ("outcome", "on", "sustained", "reasons") if name in self.fields]
        follows = [name for name in ("kind", "starts_on", "ends_on", "touches_certificate") if name in self.fields]
        return grouped([(_("Temuan"), found), (_("Yang mengikutinya"), follows)])

    def values(self) -> dict[str, Any]:
        """What the operation takes: a panel of appeal says how it ends, a first one what becomes of the certificate."""
        said = self.cleaned_data
        act = {name: said[name] for name in ("on", "sustained", "reasons")} | {"penalty": self.penalty()}
        if self.is_appeal:
            return act | {"outcome": said["outcome"]}
        return act | {"touches_certificate": said.get("touches_certificate", False)}


class MeasureForm(forms.Form):
    """Confirm what was proposed, or say why not."""

    refusal_fields = {"reason_required": "reason"}

    ANSWERS = (("confirm", _("Laksanakan")), ("decline", _("Jangan laksanakan")))

    answer = forms.ChoiceField(label=_("Jawaban"), choices=ANSWERS, widget=forms.RadioSelect)
    reason = long_text(_("Alasan"), required=False, help_text=_("Wajib bila tidak dilaksanakan."))
