"""Rows chosen by a tick."""

from typing import Any

from django import forms

LONGEST_KEY = 18  # digits that a 64-bit key certainly holds


class TicksField(forms.ModelMultipleChoiceField):
    """Rows that were ticked; what is no key at all is an unknown choice, never an error of the database."""

    def clean(self, value: Any) -> Any:
        for key in value or []:
            if not str(key).isdecimal() or len(str(key)) > LONGEST_KEY:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": key}
                )
        return super().clean(value)
