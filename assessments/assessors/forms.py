"""Forms about assessors."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div
from django import forms
from django.db.models import OuterRef, Subquery
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from kit.forms.ticks import TicksField
from kit.forms.widgets import Group, date_input, grouped, pair

from ..models import Assessor, Scheme, SchemeVersion
from ..people.forms import PersonForm
from ..people.refusals import TellsOfPeople
from .operations import ASSESSOR_FIELDS


class SchemesField(TicksField):
    """The schemes an assessor may assess, by the title of their newest version."""

    def __init__(self, **kwargs: Any) -> None:
        newest = SchemeVersion.objects.filter(scheme=OuterRef("pk")).order_by("-number")
        schemes = Scheme.objects.annotate(newest_title=Subquery(newest.values("title")[:1])).order_by("newest_title")
        super().__init__(queryset=schemes, widget=forms.CheckboxSelectMultiple, required=False, **kwargs)

    def label_from_instance(self, scheme: Scheme) -> str:
        return f"{scheme.newest_title} · {scheme.number}" if scheme.newest_title else scheme.number


def assessor_fields() -> dict[str, forms.Field]:
    """The fields that make a person an assessor."""
    widgets = {"licence_expires_on": date_input(), "technical_expires_on": date_input()}
    fields = fields_for_model(Assessor, ASSESSOR_FIELDS, widgets=widgets)
    # The operation reads the number however it is punctuated.
    fields["met_number"] = forms.CharField(
        label=_("Nomor registrasi (MET)"),
        max_length=40,
        help_text=_("Contoh: MET.000.001234 2024. Titik dan spasi boleh berbeda."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    fields["is_active"].help_text = _("Hanya asesor yang masih bertugas dapat ditugaskan pada jadwal uji.")
    label = _("Skema yang boleh diases")
    return fields | {"schemes": SchemesField(label=label)}


def assessor_groups() -> list[Group]:
    """The questions about an assessor's registration and scope."""
    scope = Div("schemes", css_class="pick-list", data_pick_search=_("Cari skema"))
    return [
        (_("Registrasi dan lisensi"), [pair("met_number", "licence_expires_on"), "is_active"]),
        (_("Kompetensi teknis"), [pair("technical_certificate", "technical_expires_on")]),
        (_("Ruang lingkup"), [scope]),
        (_("Tempat bekerja"), ["employer"]),
    ]


class AssessorForm(PersonForm):
    """A new assessor who is a new person, or all about an existing one."""

    def __init__(self, *args: Any, assessor: Assessor | None = None, **kwargs: Any) -> None:
        kept: dict[str, Any] = {}
        if assessor:
            kept = {name: getattr(assessor, name) for name in ASSESSOR_FIELDS} | {"schemes": assessor.schemes.all()}
        super().__init__(*args, person=assessor.person if assessor else None, initial=kept, **kwargs)
        self.fields |= assessor_fields()

    def groups(self) -> list[Group]:
        identity, born, contact, photo = super().groups()
        return [identity, *assessor_groups(), contact, born, photo]


class KnownAssessorForm(TellsOfPeople, forms.Form):
    """What is asked of a person already registered who becomes an assessor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= assessor_fields()

    def values(self) -> dict[str, Any]:
        return self.cleaned_data

    @property
    def helper(self) -> FormHelper:
        return grouped(assessor_groups())
