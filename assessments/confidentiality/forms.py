"""What an export is for, asked before the file leaves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.forms.purposes import PurposeForm, purpose_field


class CandidateExportForm(PurposeForm):
    """The list of candidates; whole identity numbers only with a reason of their own."""

    with_identity = forms.BooleanField(required=False, label=_("Sertakan NIK atau nomor paspor lengkap"))
    identity_reason = purpose_field(
        label=_("Mengapa nomor lengkap diperlukan?"),
        required=False,
        help_text=_("Diisi hanya bila nomor lengkap disertakan; tanpa itu nomornya disamarkan."),
    )
