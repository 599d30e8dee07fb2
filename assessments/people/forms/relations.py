"""Forms about how people belong together."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kit.forms.widgets import invite_a_choice

from ...models import Person, Relation


class RelativeField(forms.ModelChoiceField):
    """People found by name; what they are here tells namesakes apart."""

    def label_from_instance(self, person: Person) -> str:
        if hasattr(person, "assessor"):
            return f"{person.name} ({_('asesor')}, {person.assessor.met_number})"
        if hasattr(person, "candidate"):
            known = [str(_("asesi")), person.candidate.institution]
            return f"{person.name} ({', '.join(filter(None, known))})"
        return person.name


class RelationForm(forms.ModelForm):
    """Which tie, with whom of the people that the search found."""

    relative = RelativeField(
        queryset=Person.objects.none(),
        label=_("Orang lain"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Cari lalu pilih orangnya.")},
    )

    class Meta:
        model = Relation
        fields = ("relative", "kind", "note")

    def __init__(self, *args: Any, people: QuerySet[Person], shown: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relative: Any = self.fields["relative"]
        relative.queryset = people  # whoever was found is taken, even when the search says something else by now
        relative.choices = [(person.pk, relative.label_from_instance(person)) for person in shown]
        invite_a_choice(self.fields["kind"])
        self.fields["note"].help_text = _("Misalnya: kakak kandung, satu kontrakan, rekan usaha.")
