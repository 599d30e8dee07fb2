"""Forms of the LSP's own data."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.uploads.uses import LOGO
from kit.forms.stale import SeenForm
from kit.forms.taken import TakenFileField
from kit.forms.widgets import IMAGES, pair

from ..models import CertificationBody, Definition, LegalBasis
from .operations import DEFINITION_FIELDS, LEGAL_BASIS_FIELDS, PROFILE_FIELDS


class ProfileForm(SeenForm, forms.ModelForm):
    """The profile and its logo."""

    edits = True  # two admins may be filling in the first one

    logo_file = TakenFileField(
        use=LOGO,
        label=_("Logo"),
        required=False,
        help_text=_("JPEG, PNG, atau WebP, paling besar 10 MB. PNG berlatar transparan paling rapi pada sertifikat."),
        widget=forms.FileInput(attrs={"accept": IMAGES}),
    )
    website = forms.URLField(label=_("Situs"), required=False, assume_scheme="https")
    remove_logo = forms.BooleanField(label=_("Hapus logo yang ada"), required=False)

    class Meta:
        model = CertificationBody
        fields = PROFILE_FIELDS
        widgets = {"address": forms.Textarea(attrs={"rows": 3}), "about": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "about": _("Tampil di halaman depan. Siapa LSP ini dan siapa yang dilayaninya."),
            "signatory_name": _("Lengkap dengan gelar, seperti dicetak pada sertifikat."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept_files = {"logo_file": ("remove_logo", str(self.instance.logo_id))}
        if not self.instance.logo_id:
            del self.fields["remove_logo"]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        logo = ["logo_file", *(["remove_logo"] if "remove_logo" in self.fields else [])]
        helper.layout = Layout(
            Fieldset(_("Lembaga"), "name", "licence_number", "about"),
            Fieldset(_("Alamat dan kontak"), "address", "city", pair("phone", "email"), "website"),
            Fieldset(_("Penanda tangan sertifikat"), "signatory_name", pair("signatory_title", "signatory_title_en")),
            Fieldset(_("Logo"), *logo),
        )
        return helper

    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        values = dict(self.cleaned_data)
        return values | {"logo": values.pop("logo_file"), "remove_logo": bool(values.pop("remove_logo", False))}


class LegalBasisForm(SeenForm, forms.ModelForm):
    """A regulation."""

    url = forms.URLField(
        label=_("Tautan"), required=False, assume_scheme="https", help_text=_("Alamat naskah resminya.")
    )

    class Meta:
        model = LegalBasis
        fields = LEGAL_BASIS_FIELDS
        widgets = {"citation": forms.Textarea(attrs={"rows": 2}), "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "citation": _("Lengkap, misalnya: Peraturan Pemerintah Nomor 10 Tahun 2018 tentang BNSP."),
            "status": _("Peraturan yang tidak berlaku tidak dicetak lagi pada sertifikat baru."),
            "note": _("Misalnya peraturan mana yang mengubahnya."),
        }

    def clean_citation(self) -> str:
        return " ".join(self.cleaned_data["citation"].split())


class DefinitionForm(SeenForm, forms.ModelForm):
    """A term."""

    class Meta:
        model = Definition
        fields = DEFINITION_FIELDS
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
