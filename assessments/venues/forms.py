"""Form of a TUK."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from kit.forms.stale import SeenForm
from kit.forms.widgets import date_input, pair

from ..models import Venue
from .operations import VENUE_FIELDS


class VenueForm(SeenForm, forms.ModelForm):
    """A place of assessment."""

    refusal_fields = {"capacity_below_quota": "capacity"}

    class Meta:
        model = Venue
        fields = VENUE_FIELDS
        widgets = {"address": forms.Textarea(attrs={"rows": 3}), "verified_until": date_input()}
        help_texts = {
            "capacity": _("Asesi yang dapat diuji pada waktu yang sama."),
            "is_active": _("TUK yang tidak dipakai lagi tidak ditawarkan untuk jadwal baru."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Pilih jenis")), *Venue.Kind.choices]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.layout = Layout(
            Fieldset(_("Tempat"), "name", "kind", "address", "city"),
            Fieldset(_("Daya tampung dan verifikasi"), pair("capacity", "verified_until"), "is_active"),
        )
        return helper
