"""Drafting a policy and its editions."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.uploads.uses import DOCUMENT
from kit.forms.refusals import Confirmation
from kit.forms.stale import MarkField, SeenForm
from kit.forms.taken import TakenFileField
from kit.forms.widgets import IMAGES, date_input, grouped, pair

from ..models import Policy, PolicyEdition
from .operations import DAYS_TO_READ, LONGEST, Draft

NAMES = ("title", "issuer", "number")


class PolicyForm(forms.Form):
    """What the policy is called, what it says, and from when."""

    refusal_fields = {
        "policy_backdated": "in_force_from",
        "policy_too_soon": "acknowledge_by",
        "policy_empty": "text",
        "policy_too_long": "text",
        "policy_named": "title",
    }

    title = forms.CharField(label=_("Judul"), max_length=200)
    issuer = forms.ChoiceField(label=_("Ditetapkan oleh"), choices=Policy.Issuer.choices)
    number = forms.CharField(label=_("Nomor"), max_length=80, help_text=_("Nomor keputusan atau dokumennya."))
    text = forms.CharField(
        label=_("Isi"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Teks biasa; baris kosong memisahkan paragraf. Boleh kosong bila berkasnya dilampirkan."),
    )  # fmt: skip
    file = TakenFileField(
        use=DOCUMENT, label=_("Berkas"), required=False, help_text=_("PDF atau gambar, paling besar 10 MB."),
        widget=forms.FileInput(attrs={"accept": f"application/pdf,{IMAGES}"}),
        error_messages={"empty": _("Berkas ini kosong.")},
    )  # fmt: skip
    in_force_from = forms.DateField(label=_("Berlaku sejak"), widget=date_input())
    acknowledge_by = forms.DateField(
        label=_("Dinyatakan paling lambat"), widget=date_input(),
        help_text=_("Sesudah hari ini, asesor yang belum menyatakannya tidak diberi tugas baru."),
    )  # fmt: skip
    is_public = forms.BooleanField(
        label=_("Terbuka untuk umum"), required=False,
        help_text=_("Tanpa tanda ini hanya asesor, petugas etik, dan admin yang dapat membacanya."),
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None, *, initial: Mapping[str, Any] | None = None) -> None:
        today = timezone.localdate()
        days = {"in_force_from": today, "acknowledge_by": today + timedelta(days=DAYS_TO_READ)}
        super().__init__(data, files, initial=days | dict(initial or {}))

    def named(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in NAMES}

    def draft(self) -> Draft:
        return Draft(**{name: self.cleaned_data[name] for name in Draft._fields if name in self.cleaned_data})

    @property
    def helper(self) -> FormHelper:
        drops = ["drops_file"] if "drops_file" in self.fields else []
        return grouped([
            (_("Kebijakan"), ["title", pair("issuer", "number")]),
            (_("Isi"), ["text", "file", *drops]),
            (_("Waktu"), [pair("in_force_from", "acknowledge_by"), "is_public"]),
        ])  # fmt: skip

    def values(self) -> dict[str, Any]:
        return {"draft": self.draft(), **self.named()}


class PolicyEditForm(SeenForm, PolicyForm):
    """A draft that exists; its name is fixed once an edition of the policy was published."""

    def __init__(self, data: Any = None, files: Any = None, *, edition: PolicyEdition, named: bool) -> None:
        said = {name: getattr(edition.policy, name) for name in NAMES}
        said |= {name: getattr(edition, name) for name in ("text", "in_force_from", "acknowledge_by", "is_public")}
        super().__init__(data, files, initial=said)
        self.kept_files = {"file": ("drops_file", str(edition.file_id or ""))}
        for name in NAMES if named else ():
            self.fields[name].disabled = True
        if edition.file:
            self.fields["file"].help_text = _("Berkas baru menggantikan yang tersimpan.")
            self.fields["drops_file"] = forms.BooleanField(label=_("Lepaskan berkas yang tersimpan"), required=False)


class SeenEditionForm(Confirmation):
    """What the reader had before his eyes."""

    seen = MarkField(max_length=64)
