"""What data is taken out for, asked before it leaves."""

from django import forms
from django.utils.translation import gettext_lazy as _

SHORTEST_PURPOSE = 10
LONGEST_PURPOSE = 500


def purpose_field(**extra: object) -> forms.CharField:
    extra = {"max_length": LONGEST_PURPOSE, "widget": forms.Textarea(attrs={"rows": 3})} | extra
    return forms.CharField(**extra)  # type: ignore[arg-type]


class PurposeForm(forms.Form):
    """Why the file is needed."""

    refusal_fields = {"purpose_required": "purpose", "identity_reason_required": "identity_reason"}

    purpose = purpose_field(
        label=_("Untuk apa data ini diambil?"),
        min_length=SHORTEST_PURPOSE,
        help_text=_("Satu tujuan yang jelas, misalnya: laporan bulanan kepada BNSP. Petugas etik membacanya."),
    )
