"""The pages of the mechanisms that need no key, as an officer or an admin knows them."""

from functools import cache
from typing import Any

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext_lazy as _

from kit.roles import held_by

from .kinds import Words

LABELS: dict[str, Words] = {
    "code_show": _("Kode etik"),
    "pledge_list": _("Ikrar asesor"),
    "conflict_list": _("Benturan kepentingan"),
    "gift_list": _("Daftar pemberian"),
    "reading_list": _("Pembacaan"),
    "reading_unusual": _("Pembacaan yang tidak biasa"),
    "export_list": _("Ekspor"),
    "disclosure_consent_list": _("Izin"),
    "candidate_export": _("Ekspor daftar asesi"),
    "report_create": _("Lapor pelanggaran etik"),
    "ethics_case_list": _("Perkara etik"),
    "development_list": _("Pengembangan kompetensi"),
    "assessor_list": _("Asesor"),
    "question_list": _("Pertanyaan asesi"),
    "feedback_list": _("Umpan balik"),
    "evaluation_list": _("Profil asesor"),
    "policy_list": _("Kebijakan"),
    "peer_list": _("Penilaian rekan"),
    "review_list": _("Tinjauan asesmen"),
    "witness_list": _("Penyaksian asesmen"),
    "inspection_list": _("Evaluasi BNSP"),
}


@cache
def _asked(name: str) -> tuple[str, tuple[str, ...] | None]:
    """The address of a page without a key ("" for others), and the roles it asks for; None when it asks for none."""
    try:
        address = reverse(name)
    except NoReverseMatch:
        return "", None
    asked = getattr(resolve(address).func, "allowed_roles", ())
    names = {"lsp_admin": "admin"}
    return address, tuple(names.get(role, role) for role in asked) or None


def address_for(user: Any, name: str) -> str:
    """The address of a page that this account may open; "" for every other."""
    address, asked = _asked(name)
    return address if asked is None or set(asked) & {role.name for role in held_by(user)} else ""
