"""Reading the code clause by clause, with a tick at each."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.seen import refuse_stale

from ..models import Code
from .operations import CODE_CHANGED

EVERY = _("Baca dan beri tanda setuju pada setiap butir.")


class PledgeForm(forms.Form):
    """Which clauses were confirmed; all of them, or it is no pledge."""

    refusal_fields = {"clauses_unconfirmed": "clauses", "code_changed": "code"}

    clauses = forms.TypedMultipleChoiceField(
        coerce=int, label=_("Butir kode etik"), error_messages={"required": EVERY, "invalid_choice": EVERY}
    )
    code = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, code: Code) -> None:
        super().__init__(data, initial={"code": code.trace})
        self.asked = code
        self.fields["clauses"].choices = [(clause.number, str(clause)) for clause in code.clauses.all()]  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        """A page that shows other words than those now asked for is stale."""
        trace: str = self.cleaned_data["code"]
        refuse_stale(trace, self.asked.trace, CODE_CHANGED)
        return trace

    @property
    def ticked(self) -> set[str]:
        """The numbers that the page shows as confirmed."""
        return set(self.data.getlist("clauses")) if self.is_bound else set()

    def values(self) -> dict[str, Any]:
        return {"confirmed": self.cleaned_data["clauses"], "seen": self.cleaned_data["code"]}
