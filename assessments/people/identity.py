"""Who a person is on paper: names, NIK and passport numbers. Rules of form refuse; doubts only warn.

A NIK is tied to the first registration and may carry a wrong birth date for life, so a mismatch never blocks. No
message here repeats a number: messages end up on screens and in logs.
"""

import re
import unicodedata
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kit.errors import RuleError
from kit.printable import described, one_line, unprintable

NIK_LENGTH = 16
LONGEST_NAME = 150
OLDEST_AGE = 120
YOUNG_AGE = 15
NO_NAME = "<>{}\\|"
PASTED = "_•"  # a break that a workbook wrote as _x000D_, and the bullet of a list
WOMEN_ADD = 40  # a woman's day of birth is written plus 40

NIK_SHAPE = re.compile(r"\d{6}([04][1-9]|[1256]\d|[37][01])(0[1-9]|1[0-2])\d{2}\d{4}", re.ASCII)
PASSPORT_SHAPE = re.compile(r"(?=.*\d)[A-Z0-9]{6,15}")
SEPARATORS = re.compile(r"[\s.\-–_/]+")


def normalise_identity(number: str) -> str:
    """The number without blanks, dots and dashes, in plain capitals and digits."""
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", number or "")).upper()


def check_identity(kind: str, number: str) -> str:
    """The number as it is kept. Refuses what cannot be such a number: RuleError("identity_…"). "" stays ""."""
    number = normalise_identity(number)
    if not number:
        return ""
    return _passport(number) if kind == "passport" else _nik(number)


def _nik(number: str) -> str:
    if not re.fullmatch(r"[0-9]+", number):
        raise RuleError(_("NIK hanya berisi angka. Untuk warga negara asing, pilih Paspor."), code="identity_letters")
    if len(number) != NIK_LENGTH:
        raise RuleError(
            _("NIK terdiri atas 16 angka; yang ditulis %(count)d angka."),
            code="identity_length",
            params={"count": len(number)},
        )
    return number


def _passport(number: str) -> str:
    if not PASSPORT_SHAPE.fullmatch(number):
        raise RuleError(
            _("Nomor paspor terdiri atas 6 sampai 15 huruf dan angka, misalnya X1234567."), code="identity_passport"
        )
    return number


def doubts(*, kind: str, number: str, birth_date: date | None, sex: str, nationality: str = "") -> list[Promise]:
    """What looks wrong about a well-formed number; the reader may know better."""
    if not number:
        return []
    if kind == "passport":
        home = nationality.strip().casefold() in ("indonesia", "wni")
        return [_("Warga negara Indonesia biasanya memakai NIK, bukan paspor.")] if home else []
    found: list[Promise] = []
    if not NIK_SHAPE.fullmatch(number):
        found.append(_("Angka ke-7 sampai ke-12 pada NIK ini bukan tanggal lahir yang mungkin."))
    elif birth_date and number[6:12] not in (birth_date.strftime("%d%m%y"), _womans_day(birth_date)):
        found.append(_("Tanggal lahir pada NIK berbeda dengan tanggal lahir yang ditulis."))
    if found == [] and sex and (int(number[6:8]) > WOMEN_ADD) != (sex == "P"):
        found.append(_("Jenis kelamin pada NIK berbeda dengan yang dipilih."))
    if number.endswith("0000"):
        found.append(_("Empat angka terakhir NIK tidak mungkin 0000."))
    return found


def _womans_day(born: date) -> str:
    return f"{born.day + WOMEN_ADD}{born:%m%y}"


def check_birth_date(born: date | None, *, on: date) -> None:
    """Refuse a birth in the future or longer ago than people live: RuleError("birth_…")."""
    if born and born > on:
        raise RuleError(_("Tanggal lahir tidak mungkin di masa depan."), code="birth_future")
    if born and on.year - born.year > OLDEST_AGE:
        raise RuleError(_("Tanggal lahir ini terlalu lama. Periksa tahunnya."), code="birth_past")


def clean_name(name: str, *, known: str = "") -> str:
    """A name in any script as it is kept: NFC, single blanks, no mark that nobody sees.

    Refuses what no name holds and what no certificate can show: RuleError("name_…"). A name that is `known` already is
    not asked for its letters again: nobody has to rename a person in order to correct his address.
    """
    name = one_line(name or "")
    odd = NO_NAME if name == known else NO_NAME + PASTED
    if any(unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") or c in odd for c in name):
        raise RuleError(_("Nama mengandung tanda yang bukan bagian dari nama."), code="name_odd")
    if not any(unicodedata.category(c).startswith("L") for c in name):
        raise RuleError(_("Tulis nama lengkap dengan huruf."), code="name_empty")
    if len(name) > LONGEST_NAME:
        raise RuleError(_("Nama paling panjang %(limit)d huruf."), code="name_long", params={"limit": LONGEST_NAME})
    if name != known and (letters := unprintable(name)):
        raise RuleError(
            _(
                "Nama memuat huruf yang tidak dapat dicetak pada sertifikat: %(letters)s."
                " Tulis misalnya dengan huruf Latin, seperti pada paspor."
            ),
            code="name_unprintable",
            params={"letters": described(letters)},
        )
    return name
