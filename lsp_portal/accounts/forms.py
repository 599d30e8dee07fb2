"""Forms about accounts and invitations."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.people.refusals import TellsOfPeople
from kit.forms.stale import SeenForm
from kit.forms.widgets import grouped

from ..models import User
from .models import CAPABILITIES
from .operations.granting import LONGEST_REASON

ADMIN_HELP = _("Menjaga data, jadwal uji, penerbitan sertifikat, dan akun.")
DECIDER_HELP = _("Memutuskan sertifikasi asesi yang tidak ia nilai dan tidak ia latih.")
OFFICER_HELP = _("Memutus benturan kepentingan dan menangani perkara etik. Tidak dalam hal yang menyangkut dirinya.")


class AccountForm(TellsOfPeople, SeenForm, forms.ModelForm):
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
