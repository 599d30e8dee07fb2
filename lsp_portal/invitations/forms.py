"""Forms of invitations."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.people.identity import clean_name
from assessments.people.refusals import TellsOfPeople
from kit.forms.widgets import grouped
from lsp_portal.accounts.forms import ADMIN_HELP, DECIDER_HELP, OFFICER_HELP
from lsp_portal.accounts.models import CAPABILITIES
from lsp_portal.accounts.operations.granting import LONGEST_REASON


class InvitationForm(TellsOfPeople, forms.Form):
    """To whom the invitation goes."""

    email = forms.EmailField(label=_("Surel"), help_text=_("Tautan undangan dikirim ke alamat ini."))


class StaffInvitationForm(TellsOfPeople, forms.Form):
    """Somebody new who works for the LSP."""

    name = forms.CharField(
        label=_("Nama lengkap"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(label=_("Surel"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    is_lsp_admin = forms.BooleanField(label=_("Admin LSP"), required=False, help_text=ADMIN_HELP)
    is_decision_maker = forms.BooleanField(label=_("Pengambil keputusan"), required=False, help_text=DECIDER_HELP)
    is_ethics_officer = forms.BooleanField(label=_("Petugas etik"), required=False, help_text=OFFICER_HELP)

    reason = forms.CharField(
        label=_("Alasan"), max_length=LONGEST_REASON,
        help_text=_("Dibaca semua admin dan semua yang memegang peran itu, begitu undangan diterima."),
    )  # fmt: skip

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])

    @property
    def helper(self) -> FormHelper:
        return grouped([(_("Siapa"), ["name", "email"]), (_("Peran"), [*CAPABILITIES, "reason"])])


class AcceptForm(TellsOfPeople, forms.Form):
    """The name and password somebody chooses for his new account."""

    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=150,
        help_text=_("Huruf, angka, titik, atau tanda hubung. Anda dapat masuk dengan nama ini atau surel."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Kata sandi"),
        max_length=200,
        strip=False,
        help_text=_("Paling sedikit 8 huruf atau angka, dan bukan kata yang mudah ditebak."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label=_("Kata sandi sekali lagi"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") and data.get("repeated") and data["password"] != data["repeated"]:
            self.add_error("repeated", _("Kedua kata sandi tidak sama."))
        return data
