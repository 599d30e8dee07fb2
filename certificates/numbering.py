"""The two numbers on a certificate (BNSP, PBNSP 302), as plain rules over plain values.

Certificate number: KBLI(5) KBJI(4) level(1) serial(7) year(4), the serial running over the LSP's lifetime.
Registration number: field letters, LSP licence digits, serial(5) within the year, year(4).
"""

import re

from django.utils.translation import gettext_lazy as _

from assessments.errors import RuleError

CERTIFICATE_SERIES = "certificate"


def registration_series(year: int) -> str:
    """The series of registration serials: it begins again each year."""
    return f"registration {year}"


def certificate_number(*, kbli: str, kbji: str, level: int | None, serial: int, year: int) -> str:
    """ "62090 2513 3 0001234 2026"; level 0 where the packaging has none. RuleError("number_codes") for bad codes."""
    if not re.fullmatch(r"\d{5}", kbli) or not re.fullmatch(r"\d{4}", kbji):
        raise RuleError(_("Kode KBLI (5 angka) dan KBJI (4 angka) skema belum lengkap."), code="number_codes")
    if serial > 9_999_999:
        raise RuleError(_("Nomor urut sertifikat sudah habis."), code="serial_exhausted")
    return f"{kbli} {kbji} {level or 0} {serial:07d} {year}"


def registration_number(*, prefix: str, licence_number: str, serial: int, year: int) -> str:
    """ "TIK 1565 00123 2026". RuleError("number_prefix") for bad letters, ("licence_number") without digits."""
    if not re.fullmatch(r"[A-Z]{1,4}", prefix):
        raise RuleError(_("Huruf nomor registrasi skema belum diisi (1 sampai 4 huruf besar)."), code="number_prefix")
    licence = re.search(r"\d{3,4}", licence_number)
    if not licence:
        raise RuleError(_("Nomor lisensi LSP pada profil belum memuat 3 atau 4 angka."), code="licence_number")
    if serial > 99_999:
        raise RuleError(_("Nomor urut registrasi tahun ini sudah habis."), code="serial_exhausted")
    return f"{prefix} {licence.group()} {serial:05d} {year}"
