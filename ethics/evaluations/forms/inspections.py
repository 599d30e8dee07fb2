"""An evaluation by BNSP, as the LSP writes it down."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessor
from assessments.uploads.uses import DOCUMENT
from kit.forms.one_file import file_field
from kit.forms.widgets import IMAGES, date_input, grouped, invite_a_choice, pair

from ...models import Inspection
from .evaluations import said

FIELD_OF_REFUSAL = {
    "inspection_dated": "happened_on",
    "findings_required": "findings",
}


class InspectionForm(forms.ModelForm):
    """Whom, when and how, what BNSP found, and its letter."""

    findings = said(_("Temuan"), required=False, help_text=_("Wajib bila hasilnya bukan “Memenuhi”."))
    evidence = file_field(
        label=_("Surat atau laporan"),
        accept=f"application/pdf,{IMAGES}",
        choose=_("Pilih berkas PDF atau gambar."),
        empty=_("Berkas ini kosong."),
        use=DOCUMENT,
    )

    class Meta:
        model = Inspection
        fields = ("assessor", "kind", "happened_on", "letter", "outcome", "findings")
        widgets = {"happened_on": date_input()}

    def __init__(self, *args: Any, account: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Assessor.objects.select_related("person").exclude(person__account=account)
        self.fields["assessor"].queryset = others.order_by("person__name", "pk")
        self.fields["assessor"].empty_label = _("Pilih…")
        for name in ("kind", "outcome"):
            invite_a_choice(self.fields[name])
        self.fields["evidence"].help_text = _("PDF atau gambar, paling besar 10 MB.")

    def _post_clean(self) -> None:
        """The operation asks the row itself, once its evidence is stored."""

    @property
    def helper(self) -> FormHelper:
        return grouped([
            (_("Evaluasi"), ["assessor", pair("kind", "happened_on"), "letter"]),
            (_("Hasil"), ["outcome", "findings"]),
            (_("Bukti"), ["evidence"]),
        ])  # fmt: skip
