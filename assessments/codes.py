"""Numbers and codes, compared by their letters and digits alone, however they are typed, pasted or scanned.

`J620100.004.02` is `J.620100.004.02`, and `No. TIK1565000012023` is `TIK 1565 00001 2023`. No letter or digit is ever
passed over, so a number with one digit changed stays another number.
"""

import re
import unicodedata

from django.db.models import Q

LONGEST = 100
NEVER = "%@&=<>$^{}"  # no code is typed with these: they stay, so that the text is none
MOST_LABELS = 5
_LABELS = (
    "NOMOR", "NOMER", "NOREG", "NO", "NR", "NUMBER", "REGISTRASI", "REGISTRATION", "REGISTER", "REG", "SERTIFIKASI",
    "SERTIFIKAT", "SERT", "CERTIFICATE", "CERT", "KOMPETENSI",
)  # fmt: skip
LABEL = re.compile(rf"[\W_]*(?:{'|'.join(_LABELS)})(?![A-Z])")
PASSED_OVER = {*_LABELS, "TAHUN"}


def plain(text: str) -> str:
    """The text in capitals, with common letters and digits for wide or foreign ones, and without invisible marks."""
    wide = unicodedata.normalize("NFKC", text.replace("№", "No. ")).upper()
    seen = (letter for letter in wide if unicodedata.category(letter) not in ("Cf", "Cc", "Mn") or letter.isspace())
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in seen)


def key_of(text: str) -> str:
    """Its letters and digits, in capitals. A letter of another script stays, so that it is never taken for another."""
    return "".join(letter for letter in plain(text) if letter.isalnum() or letter in NEVER)


def readings(text: str) -> list[str]:
    """What may be meant: the text, and the text without each of the labels before it ("No.", "Nomor Sertifikat:")."""
    rest = plain(text)
    found = [rest]
    while len(found) <= MOST_LABELS and (label := LABEL.match(rest)):
        rest = rest[label.end() :]
        found.append(rest)
    return [reading for reading in found if key_of(reading)]


def has_digit(key: str) -> bool:
    return any(letter.isdigit() for letter in key)


def words_of(text: str) -> list[str]:
    """The words of a search. Beside a word with a digit, "No.", "Reg." and "Nomor" say nothing and are left out."""
    seen = "".join(letter for letter in text.replace("\x00", "") if unicodedata.category(letter) != "Cf")
    words = seen.split()
    if any(has_digit(plain(word)) for word in words):
        return [word for word in words if key_of(word) not in PASSED_OVER] or words
    return words


def coded(field: str, word: str) -> Q:
    """Rows whose number or code in this field has the letters and digits of the word, whatever stands between them.

    None for a word without digits. It reads every row, as `icontains` does beside which it stands.
    """
    wanted = Q(pk__in=[])
    for key in {key_of(reading)[:LONGEST] for reading in readings(word)}:
        if has_digit(key):
            wanted |= Q((f"{field}__iregex", "[^a-z0-9]*".join(map(re.escape, key))))
    return wanted
