"""Taking in files that people send: once, before anything is locked, and in a process of their own (`confined`).

What comes out is a `TakenFile`, and operations keep nothing else. What a file is decides, not what it is called; a
picture is kept only as we drew it again ourselves (`redrawing.pictures`), a PDF after it was opened
(`redrawing.pdfs`).
"""

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .confined import Unreadable, ask, one_file
from .errors import RuleError

PDF = "application/pdf"
PICTURES = Path(__file__).with_name("redrawing") / "pictures.py"
PDFS = Path(__file__).with_name("redrawing") / "pdfs.py"
STRANGERS, MEMBERS = "readers-of-reports", "readers-of-uploads"  # rooms of `places`
SECONDS = 20.0  # for all files of a request; ten photos of a phone take two or three
PDF_BEGINS = re.compile(rb"%PDF-[12]\.\d")
PDF_ENDS = re.compile(rb"startxref\s+\d+\s+%%EOF\Z")
BEFORE = 1024  # bytes that may stand before a PDF begins: programs that write notices or a mark of UTF-8 there
PICTURE = {True: "image/png", False: "image/jpeg"}
SLOW = ("image_slow", "document_slow")
PADDING = b"\x00\t\n\x0c\r "
TOO_MANY_PIXELS = (_("Gambar ini terlalu besar. Perkecil gambarnya lalu coba lagi."), "image_pixels")
# by whether a PDF would do
REFUSALS = {
    (False, "size"): (_("Ukuran gambar paling besar %(limit)d MB. Perkecil gambarnya lalu coba lagi."), "image_size"),
    (False, "unreadable"): (
        _("Berkas ini bukan gambar yang dapat dibaca. Pakai JPEG, PNG, atau WebP."), "image_unreadable"
    ),
    (False, "pixels"): TOO_MANY_PIXELS,
    (False, "slow"): (_("Gambar ini terlalu lama dibaca. Simpan ulang sebagai JPEG lalu coba lagi."), "image_slow"),
    (True, "size"): (_("Ukuran berkas paling besar %(limit)d MB."), "document_size"),
    (True, "unreadable"): (
        _("Berkas ini bukan PDF atau gambar yang dapat dibaca. Pakai PDF, JPEG, PNG, atau WebP."),
        "document_unreadable",
    ),
    (True, "broken"): (
        _("PDF ini rusak: tidak ada halaman yang dapat dibuka. Simpan ulang sebagai PDF, atau kirim foto halamannya."),
        "document_unreadable",
    ),
    (True, "pixels"): TOO_MANY_PIXELS,
    (True, "password"): (
        _("PDF ini hanya terbuka dengan kata sandi. Simpan tanpa kata sandi, lalu kirim lagi."), "document_locked"
    ),
    (True, "names"): (
        _("Data tentang pembuat PDF ini tidak dapat dihapus. Cetak ulang ke PDF, atau kirim foto halamannya."),
        "document_names",
    ),
    (True, "slow"): (
        _("Berkas ini terlalu lama dibaca. Simpan ulang dengan ukuran lebih kecil, lalu coba lagi."),
        "document_slow",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Use:
    """What a file is for: how large its picture is kept, and whether it may be a PDF instead.

    `nameless`: a PDF is copied without what tells of whoever made it. Else it stays as it came, with its signatures.
    """

    kind: str
    longest: int = 1200
    as_png: bool = False
    pdfs: bool = False
    nameless: bool = False


@dataclass(frozen=True)
class TakenFile:
    """A file as it will be kept. Only `take_in` makes one."""

    kind: str
    content_type: str
    data: bytes

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


Outcome = TakenFile | RuleError


def take_in(use: Use, file: IO[bytes], *, room: str = MEMBERS) -> TakenFile:
    """One file. Refuses as `take_in_all` tells."""
    (outcome,) = take_in_all([(use, file)], room=room)
    if isinstance(outcome, RuleError):
        raise outcome
    return outcome


def take_in_all(files: Sequence[tuple[Use, IO[bytes]]], *, room: str = MEMBERS) -> list[Outcome]:
    """All files of one request, each as it will be kept or with its refusal.

    A picture: larger than allowed ("image_size"), no JPEG, PNG or WebP ("image_unreadable"), too many pixels
    ("image_pixels"), too long to decode ("image_slow"). A document: larger than allowed ("document_size"), neither PDF
    nor picture ("document_unreadable"), opens with a password only ("document_locked"), tells of its maker in a way
    that cannot be left out ("document_names"), too long to read ("document_slow"). All together: too many bytes or
    pixels ("files_too_large"), too long to read ("files_slow"), or no place is free ("files_busy").
    """
    waiting: dict[int, Waiting] = {}
    outcomes: dict[int, Outcome] = {}
    left = settings.UPLOADS_MOST_BYTES
    for n, (use, file) in enumerate(files):
        read = _read(use, file)
        if isinstance(read, RuleError):
            outcomes[n] = read
            continue
        waiting[n], left = read, left - len(read.data)
        if left < 0:
            return [_too_large() for _file in files]
    pictures = {n: each for n, each in waiting.items() if not each.is_pdf}
    pdfs = {n: each for n, each in waiting.items() if each.is_pdf}
    if waiting:
        try:
            with one_file(room, SECONDS):
                outcomes |= zip(pictures, _draw(list(pictures.values())), strict=True)
                outcomes |= zip(pdfs, _open(list(pdfs.values())), strict=True)
        except Unreadable:
            return [_busy() for _file in files]
    told = [outcomes[n] for n in range(len(files))]
    return [_too_slow() if len(waiting) > 1 and getattr(each, "code", "") in SLOW else each for each in told]


@dataclass(frozen=True)
class Waiting:
    """A file that is small enough to be opened."""

    use: Use
    data: bytes
    is_pdf: bool

    def taken(self, said: dict[str, Any]) -> Outcome:
        """What a program said of it."""
        if "why" in said:
            return _refusal(self.use, said["why"])
        data = self.data if said.get("kept") else base64.b64decode(said["data"])
        return TakenFile(self.use.kind, PDF if self.is_pdf else PICTURE[self.use.as_png], data)


def _read(use: Use, file: IO[bytes]) -> Waiting | RuleError:
    """The bytes, never more than allowed; of a PDF without what stands before and behind it."""
    most = settings.DOCUMENT_MAX_BYTES if use.pdfs else settings.PHOTO_MAX_BYTES
    file.seek(0)
    data = file.read(most + 1)
    if len(data) > most:
        return _refusal(use, "size", limit=most // 1024 // 1024)
    begins = PDF_BEGINS.search(data[: BEFORE + len("%PDF-1.7")]) if use.pdfs else None
    bare = data.rstrip(PADDING)
    if not begins or not PDF_ENDS.search(bare[-BEFORE:]):
        return Waiting(use, data, is_pdf=False)
    around = begins.start() or data[len(bare) :].strip()  # a NUL is no white space to Python
    return Waiting(use, bare[begins.start() :] if around else data, is_pdf=True)


def _draw(waiting: list[Waiting]) -> list[Outcome]:
    """The pictures, drawn anew one after the other."""
    wanted = {
        "most": settings.UPLOADS_MOST_PIXELS,
        "most_in_all": settings.UPLOADS_MOST_PIXELS_IN_ALL,
        "files": [{"size": len(each.data), "longest": each.use.longest, "as_png": each.use.as_png} for each in waiting],
    }
    return _asked(PICTURES, wanted, waiting)


def _open(waiting: list[Waiting]) -> list[Outcome]:
    """The PDFs, opened one after the other."""
    wanted = {"files": [{"size": len(each.data), "nameless": each.use.nameless} for each in waiting]}
    return _asked(PDFS, wanted, waiting)


def _asked(program: Path, wanted: dict[str, Any], waiting: list[Waiting]) -> list[Outcome]:
    if not waiting:
        return []
    sent = b"\n".join([json.dumps(wanted).encode(), b"".join(each.data for each in waiting)])
    try:
        said = ask(program, sent)["files"]
    except Unreadable as fault:
        if fault.why == "pixels":
            return [_too_large() for _each in waiting]
        return [_refusal(each.use, "slow") for each in waiting]
    return [each.taken(answer) for each, answer in zip(waiting, said, strict=True)]


def _refusal(use: Use, why: str, **params: object) -> RuleError:
    """The refusal of one file, in words."""
    return RuleError(*REFUSALS[use.pdfs, why], params=params or None)


def _too_large() -> RuleError:
    return RuleError(
        _("Berkas-berkas ini bersama-sama terlalu besar. Kirim lebih sedikit sekaligus, atau perkecil gambarnya."),
        code="files_too_large",
    )


def _too_slow() -> RuleError:
    """All files of a request share the time, and which of them took it is not known: it is said of all."""
    return RuleError(
        _("Berkas-berkas ini bersama-sama terlalu lama dibaca. Kirim lebih sedikit sekaligus, atau perkecil dahulu."),
        code="files_slow",
    )


def _busy() -> RuleError:
    return RuleError(
        _("Saat ini terlalu banyak berkas yang sedang diperiksa. Tunggu sebentar, lalu kirim lagi."), code="files_busy"
    )
