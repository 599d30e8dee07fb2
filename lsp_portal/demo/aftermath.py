"""What became of some certificates of the demo: every state that a check can answer with."""

from collections.abc import Callable
from datetime import date
from typing import Any

from certificates.acts import operations as acts
from certificates.models import Certificate

from .people import Team

# Day from today, place of the candidate in the team, and the act.
ACTS: tuple[tuple[int, int, str], ...] = (
    (-350, 24, "suspend"),
    (-300, 24, "withdraw"),
    (-150, 29, "replace"),
    (-120, 32, "reduce"),
    (-100, 28, "suspend"),
    (-70, 28, "reinstate"),
    (-20, 23, "suspend"),
)
REASONS = {
    "suspend": "Pemberi kerja mengadukan pemakaian sertifikat di luar ruang lingkupnya; sedang diperiksa.",
    "reinstate": "Pemeriksaan selesai; pemegang sudah memperbaiki pemakaian sertifikatnya.",
    "withdraw": "Terbukti dokumen kerja yang diajukan bukan milik pemegang sertifikat.",
    "replace": "Cetakan rusak terkena air; cetakan lama dikembalikan.",
    "reduce": "Unit terakhir tidak lagi dikerjakan menurut laporan surveilans.",
}


def act(place: int, name: str, *, on: date, accounts: dict[str, Any], team: Team) -> None:
    """One act, by the account whose act it is."""
    of_candidate = Certificate.objects.filter(assessment__candidate=team.candidates[place])
    certificate = of_candidate.exclude(status=Certificate.Status.REPLACED).get()
    _act(name)(
        certificate=certificate,
        by=accounts["admin" if name == "replace" else "komite"],
        on=on,
        reason=REASONS[name],
        letter_number=f"{place:03d}/SK/LSP-NK/{on.year}",
        **_more(name, certificate),
    )


def _act(name: str) -> Callable[..., Certificate]:
    return acts.reduce_scope if name == "reduce" else getattr(acts, name)


def _more(name: str, certificate: Certificate) -> dict[str, Any]:
    if name == "replace":
        return {"occasion": Certificate.Occasion.DAMAGE}
    if name == "reduce":
        return {"keep": [unit["code"] for unit in certificate.said["units"]][:-1]}
    return {}
