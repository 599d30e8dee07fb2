"""A new edition of the code: what it is called, from when it holds, and its clauses one beneath the other."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kit.forms.stale import SeenForm
from kit.forms.widgets import date_input, grouped

from ..models import Code
from .operations import Words

SPARE = 3  # empty places at the end, for clauses that are added
LONGEST_CLAUSE = 3000


class CodeForm(forms.Form):
    """Title, decree and first day."""

    refusal_fields = {"code_not_coming": "in_force_from", "code_day_published": "in_force_from"}

    title = forms.CharField(label=gettext_lazy("Judul"), max_length=200)
    decree = forms.CharField(
        label=gettext_lazy("Keputusan"),
        max_length=120,
        help_text=gettext_lazy("Keputusan yang menetapkan edisi ini, dengan nomornya."),
    )
    in_force_from = forms.DateField(
        label=gettext_lazy("Berlaku sejak"),
        widget=date_input(),
        help_text=gettext_lazy("Paling cepat besok. Ikrar atas edisi lama berakhir sehari sebelumnya."),
    )


class CodeEditForm(SeenForm, CodeForm):
    """With its clauses; a clause whose text is emptied goes, the others move up."""

    def __init__(self, data: Any = None, *, code: Code) -> None:
        clauses = list(code.clauses.all())
        initial = {"title": code.title, "decree": code.decree, "in_force_from": code.in_force_from}
        for clause in clauses:
            initial |= {f"text_{clause.number}": clause.text, f"text_en_{clause.number}": clause.text_en}
        super().__init__(data, initial=initial)
        if not code.is_draft:
            self.fields["in_force_from"].disabled = True
            self.fields["in_force_from"].help_text = _("Sudah diumumkan, jadi tidak dapat digeser.")
        self.places = range(1, len(clauses) + SPARE + 1)
        for place in self.places:
            self.fields[f"text_{place}"] = self._words(_("Bunyi"), _("Bunyi butir %(number)s") % {"number": place})
            spoken = _("Bacaan bahasa Inggris butir %(number)s") % {"number": place}
            self.fields[f"text_en_{place}"] = self._words(_("Bacaan bahasa Inggris"), spoken)

    def _words(self, label: str, spoken: str) -> forms.CharField:
        box = forms.Textarea(attrs={"rows": 3, "aria-label": spoken})
        return forms.CharField(label=label, max_length=LONGEST_CLAUSE, required=False, widget=box)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for place in self.places:
            if cleaned.get(f"text_en_{place}") and not cleaned.get(f"text_{place}"):
                self.add_error(f"text_{place}", _("Tulis bunyinya, atau kosongkan juga bacaan bahasa Inggrisnya."))
        return cleaned

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        clauses = [Words(said[f"text_{n}"], said[f"text_en_{n}"]) for n in self.places if said[f"text_{n}"]]
        return {name: said[name] for name in CodeForm.base_fields} | {"clauses": clauses}

    @property
    def helper(self) -> FormHelper:
        last = len(self.places) - SPARE
        heads = [_("Butir %(number)s") % {"number": n} if n <= last else _("Butir baru") for n in self.places]
        rows = [(head, [f"text_{n}", f"text_en_{n}"]) for head, n in zip(heads, self.places, strict=True)]
        return grouped([(_("Edisi"), ["title", "decree", "in_force_from"]), *rows])
