"""What people say yes or no to, in words that somebody of seventeen understands, each with its clauses: the ten
statements of FR.AK-03, and what a witness looks for.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Statement:
    """What one says yes or no to; `clauses` are those of the code of ethics that the answer speaks of."""

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


WITNESSED: tuple[Statement, ...] = (
    Statement(1, _("Ruang, alat, dan berkas uji sudah siap sebelum asesi mulai."), (3,)),
    Statement(2, _("Asesor berpakaian rapi dan sopan, dan tanda pengenalnya terlihat."), (4,)),
    Statement(3, _("Asesor datang tepat waktu dan hadir selama uji berlangsung."), (5,)),
    Statement(4, _("Asesor menjelaskan jalannya uji, hak asesi, dan cara mengajukan banding."), (6, 14)),
    Statement(5, _("Asesor memakai perangkat dan kriteria yang sudah ditetapkan, sama untuk setiap asesi."), (6,)),
    Statement(6, _("Asesor menyesuaikan cara uji bila asesi memerlukannya, tanpa mengubah kriterianya."), (6,)),
    Statement(7, _("Asesor mencatat bukti apa adanya dan tidak membantu menjawab."), (5, 6)),
    Statement(8, _("Asesor bersikap sopan, sabar, dan tidak memihak."), (5,)),
    Statement(9, _("Tidak ada yang merokok di ruang uji, termasuk asesor."), (9,)),
    Statement(10, _("Asesor mempersilakan asesi bertanya dan menjawab dengan benar."), (14,)),
    Statement(11, _("Asesor memberi tahu asesi apa yang sudah baik dan apa yang perlu diperbaiki."), (3,)),
)
