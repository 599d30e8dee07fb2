"""Forms about accounts and invitations."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.people.identity import clean_name
from kit.forms.stale import SeenForm
from kit.forms.widgets import grouped

from .models import User
from .models.accounts import CAPABILITIES
from .operations.granting import LONGEST_REASON

ADMIN_HELP = _("Menjaga data, jadwal uji, penerbitan sertifikat, dan akun.")
DECIDER_HELP = _("Memutuskan sertifikasi asesi yang tidak ia nilai dan tidak ia latih.")
OFFICER_HELP = _("Memutus benturan kepentingan dan menangani perkara etik. Tidak dalam hal yang menyangkut dirinya.")


class InvitationForm(forms.Form):
    """To whom the invitation goes."""

    email = forms.EmailField(label=_("Surel"), help_text=_("Tautan undangan dikirim ke alamat ini."))


class StaffInvitationForm(forms.Form):
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


class AccountForm(SeenForm, forms.ModelForm):
    """What an account may do. On the reader's own account the roles that he does not hold cannot be ticked."""

    edits = True

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=LONGEST_REASON,
        required=False,
        help_text=_(
            "Wajib diisi bila Anda memberi peran, atau mengaktifkan lagi akun yang mempunyai peran. Tersimpan dalam"
            " riwayat akun dan dikirim ke semua admin dan semua yang memegang peran itu."
        ),
    )

    def __init__(self, *args: Any, is_own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_own = is_own
        for name in CAPABILITIES if is_own else ():
            if not self.initial.get(name):  # the browser sends none of these; whoever sends one is refused by the rule
                self.fields[name].widget.attrs["disabled"] = True

    class Meta:
        model = User
        fields = (*CAPABILITIES, "is_active")
        labels = {"is_active": _("Akun aktif")}
        help_texts = {
            "is_lsp_admin": ADMIN_HELP,
            "is_decision_maker": DECIDER_HELP,
            "is_ethics_officer": OFFICER_HELP,
            "is_active": _("Akun yang tidak aktif tidak dapat masuk. Catatannya tetap tersimpan."),
        }

    @property
    def helper(self) -> FormHelper:
        return grouped([(_("Peran"), list(CAPABILITIES)), (_("Akses"), ["is_active", "reason"])])


class AcceptForm(forms.Form):
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
