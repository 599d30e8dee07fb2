"""What the evidence of a year is for, and as which file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.forms.purposes import PurposeForm

PDF, XLSX = "pdf", "xlsx"


class AuditForm(PurposeForm):
    """The purpose, and whether it is to be read or filtered."""

    kind = forms.ChoiceField(
        label=_("Bentuk berkas"),
        choices=[(PDF, _("PDF, untuk dibaca dan dicetak")), (XLSX, _("XLSX, untuk disaring dan dihitung"))],
        widget=forms.RadioSelect,
        initial=PDF,
    )
