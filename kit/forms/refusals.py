"""How a form shows what an operation refused."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from ..errors import RuleError


def show_refusal(form: Any, refusal: RuleError) -> None:
    """Let the form tell it: by its own `show_refusal`, else where its `refusal_fields` say. It is kept as `refusal`."""
    form.refusal = refusal
    if hasattr(form, "show_refusal"):
        form.show_refusal(refusal)
    else:
        place_refusal(form, refusal)


def place_refusal(form: forms.BaseForm, refusal: RuleError, **field_of: str) -> None:
    """Put each message where the reader can mend it: at its field, else above the form.

    The form's `refusal_fields` name the field for a code that tells of one, as in `{"name_taken": "name"}`.
    """
    if not hasattr(refusal, "error_dict"):
        name = (getattr(form, "refusal_fields", {}) | field_of).get(refusal.code)
        form.add_error(name if name in form.fields else None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, errors)


def was_refused(form: Any) -> bool:
    """Whether an operation refused what the form says; the record it speaks of may have changed meanwhile."""
    return getattr(form, "refusal", None) is not None


def form_status(form: forms.BaseForm) -> int:
    """422 for a form that was refused, 200 for one that is only shown."""
    return 422 if form.is_bound and form.errors else 200


class Confirmation(forms.Form):
    """A question that is answered by sending it. What was refused is `refusal`, to be told above the question."""

    refusal: RuleError | None = None
