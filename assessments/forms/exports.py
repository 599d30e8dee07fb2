"""What an export is for, asked before the file leaves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..errors import RuleError
from ..operations.exports import LONGEST_PURPOSE, SHORTEST_PURPOSE
from .refusals import place_refusal


def _words(**extra: object) -> forms.CharField:
    extra = {"max_length": LONGEST_PURPOSE, "widget": forms.Textarea(attrs={"rows": 3})} | extra
    return forms.CharField(**extra)  # type: ignore[arg-type]


class PurposeForm(forms.Form):
    """Why the file is needed."""

    purpose = _words(
        label=_("Untuk apa data ini diambil?"),
        min_length=SHORTEST_PURPOSE,
        help_text=_("Satu tujuan yang jelas, misalnya: laporan bulanan kepada BNSP. Petugas etik membacanya."),
    )

    def show_refusal(self, refusal: RuleError) -> None:
        place_refusal(self, refusal, purpose_required="purpose", identity_reason_required="identity_reason")


class CandidateExportForm(PurposeForm):
    """The list of candidates; whole identity numbers only with a reason of their own."""

    with_identity = forms.BooleanField(required=False, label=_("Sertakan NIK atau nomor paspor lengkap"))
    identity_reason = _words(
        label=_("Mengapa nomor lengkap diperlukan?"),
        required=False,
        help_text=_("Diisi hanya bila nomor lengkap disertakan; tanpa itu nomornya disamarkan."),
    )
