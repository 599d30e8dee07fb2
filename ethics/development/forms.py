"""The form of one entry in the log of development."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.uploads.uses import DOCUMENT
from kit.forms.one_file import file_field
from kit.forms.widgets import IMAGES, date_input, grouped, invite_a_choice, pair

from ..models import Development


class DevelopmentForm(forms.ModelForm):
    """What, when, how long, and what proves it."""

    refusal_fields = {
        "development_ends_before": "ends_on",
        "development_not_over": "ends_on",
        "development_hours": "hours",
    }

    evidence = file_field(
        label=_("Bukti"),
        accept=f"application/pdf,{IMAGES}",
        choose=_("Pilih berkas PDF atau gambar."),
        empty=_("Berkas ini kosong."),
        use=DOCUMENT,
    )

    class Meta:
        model = Development
        fields = ("title", "kind", "organiser", "begins_on", "ends_on", "hours")
        widgets = {"begins_on": date_input(), "ends_on": date_input()}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        invite_a_choice(self.fields["kind"])
        self.fields["evidence"].help_text = _("Sertifikat atau daftar hadir: PDF atau gambar, paling besar 10 MB.")

    @property
    def helper(self) -> FormHelper:
        return grouped(
            [
                (_("Kegiatan"), ["title", "kind", "organiser"]),
                (_("Waktu"), [pair("begins_on", "ends_on"), "hours"]),
                (_("Bukti"), ["evidence"]),
            ]
        )
