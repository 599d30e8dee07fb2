"""Which of the granted assessments are issued together."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from kit.forms.ticks import TicksField

from .operations import MOST


class RunForm(forms.Form):
    """Every assessment that waits for its certificate, the longest waiting first."""

    assessments = TicksField(
        label=_("Asesi"),
        queryset=Assessment.objects.none(),
        error_messages={"required": _("Pilih paling sedikit satu asesi.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["assessments"]
        field.queryset = self.waiting()
        self.offered = list(self.waiting()[:MOST])

    def values(self) -> dict[str, Any]:
        return {"assessments": list(self.cleaned_data["assessments"])}

    @property
    def ticked(self) -> set[int]:
        """The keys that are ticked: all to begin with, then what the reader chose."""
        chosen = set(self["assessments"].value() or ()) if self.is_bound else None
        return {each.pk for each in self.offered if chosen is None or str(each.pk) in chosen}

    @staticmethod
    def waiting() -> "QuerySet[Assessment]":
        rows = Assessment.objects.granted().filter(certificate__isnull=True)
        joined = rows.select_related("candidate__person", "session__scheme_version", "decision")
        return joined.defer("candidate__person__identity_number").order_by("decision__decided_at", "pk")
