"""How an assessor stands to institutions, then to candidates: a tie for each, explained where there is one."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.people import grouped, invite_a_choice

from ..models import Tie
from ..operations.declarations import Answer

LONGEST_NOTE = 1000


class RelationsForm(forms.Form):
    """One question for each of `asked` (key and name); the keys of the answers are those of the questions."""

    def __init__(self, data: Any = None, *, asked: Mapping[Any, str]) -> None:
        super().__init__(data)
        self.asked = asked
        for place, name in enumerate(asked.values()):
            tie = forms.ChoiceField(label=_("Hubungan saya"), choices=Tie.choices)
            invite_a_choice(tie)
            self.fields[f"tie_{place}"] = tie
            self.fields[f"note_{place}"] = forms.CharField(
                label=_("Penjelasan"),
                max_length=LONGEST_NOTE,
                required=False,
                help_text=_("Wajib bila ada hubungan."),
                widget=forms.Textarea(attrs={"rows": 2, "aria-label": f"{_('Penjelasan')}: {name}"}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for place in range(len(self.asked)):
            has_tie = cleaned.get(f"tie_{place}") not in (None, "", Tie.NONE)
            if has_tie and not cleaned.get(f"note_{place}", "").strip():
                self.add_error(f"note_{place}", _("Jelaskan hubungan itu dengan beberapa kata."))
        return cleaned

    def answers(self) -> dict[Any, Answer]:
        said = self.cleaned_data
        return {key: Answer(said[f"tie_{n}"], said[f"note_{n}"]) for n, key in enumerate(self.asked)}

    @property
    def helper(self) -> FormHelper:
        return grouped([(name, [f"tie_{n}", f"note_{n}"]) for n, name in enumerate(self.asked.values())])
