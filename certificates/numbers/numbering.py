"""The two numbers on a certificate (BNSP, PBNSP 302), as plain rules over plain values.

How a number is written is data (`NumberPattern`), for the classifications change: KBLI(5) KBJI(4) level(1) serial(7)
year(4) for the certificate, field letters, licence digits, serial(5) and year(4) for the registration.
"""

import re
from collections.abc import Mapping
from typing import TypedDict

from django.utils.translation import gettext_lazy as _

from kit.errors import RuleError

PARTS = re.compile(r"\{([a-z]+)(?::([0-9]+))?\}")
WIDTHS = {"kbli": 5, "kbji": 4, "level": 1, "serial": 0, "year": 4, "field": 4, "licence": 4}
LONGEST = 60
LONGEST_PATTERN = 120
SERIAL_WIDTHS = range(3, 11)
SEPARATORS = re.compile(r"[A-Z0-9 ./-]*")


class Parts(TypedDict):
    """What a number is put together from; `licence_number` as on the profile, "BNSP-LSP-1565-ID"."""

    kbli: str
    kbji: str
    level: int | None
    field: str
    licence_number: str
    serial: int
    year: int


def series_of(series: str, restart: str, year: int) -> str:
    """The counter that a number draws from: one for ever, or one a year."""
    return f"{series} {year}" if restart == "yearly" else series


def check_pattern(pattern: str, restart: str) -> None:
    """A pattern that can number for years without twins: RuleError("pattern") tells what is wrong with it.

    The serial must be there once, with its width; the year must be there where serials begin again each year.
    """
    if len(pattern) > LONGEST_PATTERN:
        raise _bad(_("Pola terlalu panjang."))
    parts = PARTS.findall(pattern)
    names = [name for name, _width in parts]
    if unknown := sorted(set(names) - set(WIDTHS)):
        raise _bad(_("Bagian “%(part)s” tidak dikenal.") % {"part": unknown[0]})
    if not SEPARATORS.fullmatch(PARTS.sub("", pattern)):
        raise _bad(_("Di antara bagian hanya boleh huruf besar, angka, spasi, titik, garis miring, dan tanda hubung."))
    widths = [int(width or 0) for name, width in parts if name == "serial"]
    if len(widths) != 1 or widths[0] not in SERIAL_WIDTHS:
        raise _bad(_("Nomor urut harus ada satu kali dengan banyak angkanya, misalnya {serial:7} (3 sampai 10)."))
    if any(width for name, width in parts if name != "serial"):
        raise _bad(_("Hanya nomor urut yang diberi banyak angka."))
    if restart == "yearly" and "year" not in names:
        raise _bad(_("Nomor urut yang mulai lagi tiap tahun perlu {year}, agar tidak ada nomor kembar."))
    if len(PARTS.sub("", pattern)) + sum(WIDTHS[name] + int(width or 0) for name, width in parts) > LONGEST:
        raise _bad(_("Pola terlalu panjang."))


def _bad(message: object) -> RuleError:
    return RuleError(message, code="pattern")


def serial_width(pattern: str) -> int:
    """How many digits the pattern gives the serial."""
    return next(int(width) for name, width in PARTS.findall(pattern) if name == "serial")


def written(pattern: str, parts: Parts) -> str:
    """The number that the pattern makes of the parts.

    RuleError "number_codes" for KBLI or KBJI that are none, "number_prefix" for bad letters, "licence_number" without
    digits, "serial_exhausted" when the serial is wider than its place.
    """
    wanted = {name for name, _width in PARTS.findall(pattern)}
    values = _values(wanted, parts)

    def fill(match: re.Match[str]) -> str:
        name, width = match.groups()
        if name != "serial":
            return values[name]
        if len(str(parts["serial"])) > int(width):
            raise RuleError(_("Nomor urut sudah habis untuk pola nomor ini."), code="serial_exhausted")
        return f"{parts['serial']:0{width}d}"

    return PARTS.sub(fill, pattern)


def _values(wanted: set[str], parts: Parts) -> Mapping[str, str]:
    """The parts a pattern asks for, checked; what it does not ask for may be missing."""
    licence = re.search(r"\d{3,4}", parts["licence_number"])
    if wanted & {"kbli", "kbji"} and not (
        re.fullmatch(r"\d{5}", parts["kbli"]) and re.fullmatch(r"\d{4}", parts["kbji"])
    ):
        raise RuleError(_("Kode KBLI (5 angka) dan KBJI (4 angka) skema belum lengkap."), code="number_codes")
    if "field" in wanted and not re.fullmatch(r"[A-Z]{1,4}", parts["field"]):
        raise RuleError(_("Huruf nomor registrasi skema belum diisi (1 sampai 4 huruf besar)."), code="number_prefix")
    if "licence" in wanted and not licence:
        raise RuleError(_("Nomor lisensi LSP pada profil belum memuat 3 atau 4 angka."), code="licence_number")
    return {
        "kbli": parts["kbli"],
        "kbji": parts["kbji"],
        "level": str(parts["level"] or 0),
        "field": parts["field"],
        "licence": licence.group() if licence else "",
        "year": str(parts["year"]),
    }
