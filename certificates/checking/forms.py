"""The form that takes a PDF to be checked."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from assessments.importing.files import larger_than
from kit.forms.one_file import file_field

HEAD = 1024  # a PDF says so within its first kilobyte (ISO 32000-1, annex H.3.4.1)


class DroppedFileForm(forms.Form):
    """One file: a PDF, not empty, not larger than CHECK_MAX_BYTES."""

    file = file_field(
        label=_("Berkas sertifikat (PDF)"),
        accept="application/pdf,.pdf",
        choose=_("Pilih dahulu berkas PDF sertifikatnya."),
        empty=_("Berkas ini kosong."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _("Paling besar %(limit)s. Berkas hanya dibaca, tidak disimpan.") % {
            "limit": filesizeformat(settings.CHECK_MAX_BYTES)
        }

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > settings.CHECK_MAX_BYTES:
            raise forms.ValidationError(too_large(), code="too_large")
        if b"%PDF-" not in file.read(HEAD):
            raise forms.ValidationError(_("Ini bukan berkas PDF."), code="not_a_pdf")
        file.seek(0)
        return file


def too_large() -> str:
    return larger_than(settings.CHECK_MAX_BYTES)
