"""How a form shows what an operation refused."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from ..errors import RuleError


def place_refusal(form: forms.BaseForm, error: RuleError, **field_of: str) -> None:
    """Put each message where the reader can mend it: at its field, else above the form.

    `field_of` names the field for a code that tells of one, as in `place_refusal(form, error, name_taken="name")`.
    """
    if not hasattr(error, "error_dict"):
        name = field_of.get(error.code)
        form.add_error(name if name in form.fields else None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, errors)


def form_status(form: forms.BaseForm) -> int:
    """422 for a form that was refused, 200 for one that is only shown."""
    return 422 if form.is_bound and form.errors else 200
