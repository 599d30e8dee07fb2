"""Reading the code clause by clause, with a tick at each."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Code

EVERY = _("Baca dan beri tanda setuju pada setiap butir.")


class PledgeForm(forms.Form):
    """Which clauses were confirmed; all of them, or it is no pledge."""

    clauses = forms.TypedMultipleChoiceField(
        coerce=int, label=_("Butir kode etik"), error_messages={"required": EVERY, "invalid_choice": EVERY}
    )
    code = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, code: Code) -> None:
        super().__init__(data, initial={"code": code.pk})
        self.asked = code
        self.fields["clauses"].choices = [(clause.number, str(clause)) for clause in code.clauses.all()]  # type: ignore[attr-defined]

    def clean_code(self) -> int:
        """A page that shows another edition than the one now asked for is stale."""
        if self.cleaned_data["code"] != self.asked.pk:
            raise forms.ValidationError(_("Kode etik berganti sejak halaman ini dibuka. Muat ulang halaman."))
        return self.asked.pk

    @property
    def ticked(self) -> set[str]:
        """The numbers that the page shows as confirmed."""
        return set(self.data.getlist("clauses")) if self.is_bound else set()
