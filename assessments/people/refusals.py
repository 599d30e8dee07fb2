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


def show_refusal(form: forms.BaseForm, error: RuleError) -> None:
    """Put a refusal where the reader can mend it; remember the record it speaks of, for a link."""
    field = FIELD_OF_REFUSAL.get(error.code.partition("_")[0])
    place_refusal(form, error, **({error.code: field} if field else {}))
    form.known = Person.objects.filter(pk=(getattr(error, "params", None) or {}).get("person")).first()
