"""Where a form about a person shows what an operation refused."""

from django import forms

from kit.errors import RuleError
from kit.forms.refusals import place_refusal

from ..models import Person

FIELD_OF_REFUSAL = {
    "name": "name",
    "identity": "identity_number",
    "birth": "birth_date",
    "met": "met_number",
    "training": "trainer",
    "reason": "reason",
}


class TellsOfPeople(forms.BaseForm):
    """To be mixed into a form about a person: a refusal stands where the reader can mend it."""

    known: Person | None = None  # the record that a refusal speaks of, for a link

    def show_refusal(self, refusal: RuleError) -> None:
        field = FIELD_OF_REFUSAL.get(refusal.code.partition("_")[0])
        place_refusal(self, refusal, **({refusal.code: field} if field else {}))
        self.known = Person.objects.filter(pk=(getattr(refusal, "params", None) or {}).get("person")).first()
