"""The demo's assessors keep up their competence, and the ethics officer drafts the next edition of the code."""

import io
from datetime import date, timedelta
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from assessments.models import Assessor
from assessments.uploads.uses import DOCUMENT
from ethics.code.operations import Words, draft_code, edit_code
from ethics.development.operations import record_development, retract_development
from kit.taking import TakenFile, take_in

from .clock import standing_on
from .people import account_of

LOG = [
    # assessor by his place, days ago, days long, title, kind, organiser, hours
    (0, 400, 3, "Pelatihan penyusunan perangkat asesmen", "training", "Asosiasi Asesor Contoh", 24),
    (0, 150, 1, "Seminar penjaminan mutu sertifikasi", "seminar", "Politeknik Cipta Bangsa", 6),
    (0, 20, 2, "Lokakarya asesmen jarak jauh", "seminar", "LSP Nusantara Kompeten", 12),
    (1, 90, 5, "Magang pada kantor akuntan", "practice", "CV Rekayasa Contoh", 40),
    (1, 30, 1, "Sertifikasi ulang asesor kompetensi", "recertification", "LSP Nusantara Kompeten", 8),
    (2, 60, 2, "Penyusunan SKKNI bidang perangkat lunak", "standard", "Asosiasi Asesor Contoh", 14),
    (3, 45, 1, "Seminar layanan pelanggan", "seminar", "Koperasi Maju Bersama", 5),
]
MISTAKEN = (0, 149, 1, "Seminar penjaminan mutu sertifikasi", "seminar", "Politeknik Cipta Bangsa", 6)
DEVICES = Words(
    "Asesor Kompetensi tidak merekam atau menyebarkan gambar Peserta Uji Kompetensi tanpa izin tertulis",
    "A competency assessor shall not record or spread pictures of candidates without written permission.",
)


def keep_up(assessors: list[Assessor], officer: Any, *, today: date) -> None:
    """Entries in the logs, one of them taken back, and a draft that only officers and admins see."""
    for row in LOG:
        _record(assessors, today, *row)
    entry = _record(assessors, today, *MISTAKEN)
    retract_development(by=entry.recorded_by, on=today, development=entry)
    with standing_on(today - timedelta(days=6)) as on:
        code = draft_code(
            by=officer, on=on, title="Kode Etik Asesor LSP Nusantara Kompeten", decree="Keputusan LSP Nomor 7",
            in_force_from=today + timedelta(days=90),
        )  # fmt: skip
        words = [Words(clause.text, clause.text_en) for clause in code.clauses.all()]
        said: dict[str, Any] = {"title": code.title, "decree": code.decree, "in_force_from": code.in_force_from}
        edit_code(by=officer, on=on, code=code, clauses=[*words, DEVICES], **said)


def _record(
    assessors: list[Assessor], today: date, place: int, ago: int, length: int, title: str, kind: str, organiser: str,
    hours: int,
) -> Any:  # fmt: skip
    assessor, ends_on = assessors[place], today - timedelta(days=ago)
    with standing_on(ends_on + timedelta(days=1)) as on:
        return record_development(
            by=account_of(assessor.person), on=on, assessor=assessor, title=title, kind=kind, organiser=organiser,
            begins_on=ends_on - timedelta(days=length - 1), ends_on=ends_on, hours=hours,
            evidence=attested(f"{title}\n{organiser}\n\n{assessor.person.name}\n{hours} jam"),
        )  # fmt: skip


def attested(text: str, title: str = "Tanda keikutsertaan") -> TakenFile:
    """A sheet that says who took part in what, or what else its title promises."""
    sheet = Image.new("RGB", (900, 640), "#FBFAF7")
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((24, 24, 876, 616), outline="#0B5563", width=3)
    draw.text((70, 80), title, font=ImageFont.load_default(44), fill="#0B5563")
    draw.multiline_text((70, 180), text, font=ImageFont.load_default(28), fill="#14212B", spacing=16)
    file = io.BytesIO()
    sheet.save(file, "PNG")
    return take_in(DOCUMENT, file)
