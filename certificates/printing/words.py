"""Numbers, spans and dates in words, in both languages of a certificate.

A certificate carries both languages whatever the reader's, so none of this goes through gettext.
"""

from datetime import date

from certificates.snapshots.snapshot import Snapshot

_ID_ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_EN_ONES = (
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

_ID_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_EN_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def number_id(number: int) -> str:
    """A number from 1 to 99 in Indonesian words."""
    if number < 12:
        return _ID_ONES[number]
    if number < 20:
        return f"{_ID_ONES[number - 10]} belas"
    return f"{_ID_ONES[number // 10]} puluh {_ID_ONES[number % 10]}".rstrip()


def number_en(number: int) -> str:
    """A number from 1 to 99 in English words."""
    if number < 20:
        return _EN_ONES[number]
    return "-".join(filter(None, (_EN_TENS[number // 10], _EN_ONES[number % 10])))


def span_id(months: int) -> str:
    """36 is "3 (tiga) tahun", 18 is "1 (satu) tahun 6 (enam) bulan"."""
    parts = zip(divmod(months, 12), ("tahun", "bulan"), strict=True)
    return " ".join(f"{count} ({number_id(count)}) {unit}" for count, unit in parts if count)


def span_en(months: int) -> str:
    """36 is "3 (three) years", 18 is "1 (one) year and 6 (six) months"."""
    parts = zip(divmod(months, 12), ("year", "month"), strict=True)
    return " and ".join(
        f"{count} ({number_en(count)}) {unit}{'s' if count > 1 else ''}" for count, unit in parts if count
    )


def date_id(iso: str) -> str:
    """ "2026-05-12" is "12 Mei 2026"."""
    day = date.fromisoformat(iso)
    return f"{day.day} {_ID_MONTHS[day.month - 1]} {day.year}"


def date_en(iso: str) -> str:
    """ "2026-05-12" is "12 May 2026"."""
    day = date.fromisoformat(iso)
    return f"{day.day} {_EN_MONTHS[day.month - 1]} {day.year}"


def days_and_span(snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """The dates and the validity of a certificate in both languages, as its pages say them."""
    days = {"decided": snapshot["decided_on"], "issued": snapshot["issued_on"], "expires": snapshot["expires_on"]}
    months = snapshot["validity_months"]
    return {
        "span": {"id": span_id(months), "en": span_en(months)},
        "day": {name: date_id(iso) for name, iso in days.items()},
        "day_en": {name: date_en(iso) for name, iso in days.items()},
    }
