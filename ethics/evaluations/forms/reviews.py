"""FR.AK-06 as a reviewer fills it in."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ...checklists.forms.statements import NO, YES, StatementsForm
from ..models.reviews import CONSISTENCY, MARKS, Dimension, Principle, Procedure
from ..operations.evaluations import LONGEST

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

    def marks(self) -> dict[tuple[str, str], bool]:
        return {mark: self.says(mark) for mark in MARKS}
