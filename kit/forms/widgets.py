"""What the forms of the portal are put together from."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Group = tuple[str | Promise, list[Any]]
IMAGES = "image/jpeg,image/png,image/webp"


def date_input() -> forms.DateInput:
    """The browser's own date field; it wants the ISO form."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def pair(*names: str) -> Div:
    return Div(*names, css_class="field-pair")


def grouped(groups: Sequence[Group]) -> FormHelper:
    """A form whose questions stand in groups."""
    helper = FormHelper()
    helper.layout = Layout(*[Fieldset(title, *rows) for title, rows in groups])
    return helper


def invite_a_choice(field: forms.ChoiceField) -> None:
    """Say “choose” where Django shows a row of dashes."""
    field.choices = [("", _("Pilih…")), *[(value, label) for value, label in field.choices if value]]
