"""The upload of a scheme file."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from kit.forms.one_file import file_field


class SchemeImportForm(forms.Form):
    """One file; what it holds is judged by the operation."""

    file = file_field(
        label=_("Berkas skema (.xlsx atau .csv)"),
        accept=".xlsx,.csv",
        choose=_("Pilih berkas yang akan diimpor."),
        empty=_("Berkas ini kosong. Isi templat lalu unggah lagi."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = filesizeformat(settings.IMPORT_MAX_BYTES)
        self.fields["file"].help_text = _("Paling besar %(limit)s. Belum ada yang disimpan saat Anda mengunggah.") % {
            "limit": limit
        }
