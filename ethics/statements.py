"""The ten statements of FR.AK-03, in words that a candidate of seventeen understands, each with its clauses."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Statement:
    """What a candidate says yes or no to; `clauses` are those of the code of ethics that his answer speaks of."""

    number: int
    text: Promise
    clauses: tuple[int, ...]


STATEMENTS: tuple[Statement, ...] = (
    Statement(1, _("Sebelum uji, saya mendapat penjelasan yang cukup tentang jalannya asesmen."), (14,)),
    Statement(
        2, _("Saya diberi kesempatan mempelajari standar yang diujikan dan menilai kemampuan sendiri lebih dulu."), (3,)
    ),
    Statement(
        3, _("Saya boleh ikut membicarakan cara uji, alat atau soalnya, sumber buktinya, dan jadwalnya."), (6, 15)
    ),
    Statement(4, _("Asesor berusaha mencari semua bukti yang ada kaitannya dengan kemampuan saya."), (6,)),
    Statement(5, _("Saya mendapat kesempatan yang cukup untuk menunjukkan kemampuan saya."), (6,)),
    Statement(6, _("Hasil uji dijelaskan kepada saya dengan cukup, termasuk alasannya."), (14,)),
    Statement(7, _("Saya diberi tahu apa yang sudah baik, apa yang perlu diperbaiki, dan langkah berikutnya."), (3,)),
    Statement(8, _("Saya dan asesor bersama-sama memeriksa lalu menandatangani berkas asesmen."), (5,)),
    Statement(9, _("Saya diberi jaminan bahwa jawaban dan hasil uji saya dirahasiakan."), (10,)),
    Statement(10, _("Asesor berbicara dengan jelas dan sopan, serta mau mendengarkan saya."), (5, 14)),
)
CLAUSES: tuple[int, ...] = tuple(sorted({number for each in STATEMENTS for number in each.clauses}))


def of_clause(clause: int) -> list[int]:
    """The numbers of the statements that speak of a clause."""
    return [each.number for each in STATEMENTS if clause in each.clauses]
