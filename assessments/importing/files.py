"""What an upload really is. Size first, then content; the name alone is never believed."""

import zipfile
import zlib
from typing import BinaryIO

import filetype
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from kit.errors import RuleError

# 5,000 rows of a scheme are about 3 MB unpacked. zipfile stops reading a member at the size that the directory tells,
# so a directory that lies cannot unpack more than this either.
MAX_UNPACKED_BYTES = 20 * 1024 * 1024
MAX_ENTRIES = 500
WORKBOOK_TYPE = b"spreadsheetml.sheet.main+xml"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD_LENGTH = 4096


def recognise(file: BinaryIO, *, name: str, size: int) -> str:
    """ "xlsx" or "csv". Refuses everything else, and anything too big before a byte of it is read."""
    if size > settings.IMPORT_MAX_BYTES:
        raise RuleError(larger_than(settings.IMPORT_MAX_BYTES), code="too_large")
    head = file.read(HEAD_LENGTH)
    file.seek(0)
    if size == 0 or not head.strip():
        raise RuleError(_("Berkas ini kosong. Isi templat lalu unggah lagi."), code="empty")
    kind = _kind_of_content(head)
    suffix = name.rpartition(".")[2].casefold()
    if suffix == "xlsm":
        raise _macro()
    if suffix != kind:
        raise RuleError(_misnamed(kind, suffix), code="not_a_table")
    if kind == "xlsx":
        check_archive(file)
    return kind


def larger_than(most: int) -> str:
    """What is said of a file with more bytes than this."""
    return _("Berkas terlalu besar: paling besar %(limit)s.") % {"limit": filesizeformat(most)}


def check_archive(file: BinaryIO) -> None:
    """Refuses an archive that is broken, too large unpacked, encrypted, with macros, or no workbook."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
                raise RuleError(_("Isi berkas XLSX ini terlalu besar setelah dibuka."), code="unpacked_too_large")
            names = {entry.filename.casefold() for entry in entries}
            types = archive.read("[Content_Types].xml") if "[content_types].xml" in names else b""
            _refuse_declarations(archive)
    # A packing that zipfile does not know, or a password, is a RuntimeError.
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, KeyError) as error:
        raise broken_workbook() from error
    finally:
        file.seek(0)
    if b"macroenabled" in types.lower() or any(name.endswith("vbaproject.bin") for name in names):
        raise _macro()
    if WORKBOOK_TYPE not in types:
        raise RuleError(
            _("Berkas ini bukan buku kerja Excel. Simpan sebagai .xlsx lalu unggah lagi."), code="not_a_table"
        )


def _refuse_declarations(archive: zipfile.ZipFile) -> None:
    """No program writes a DOCTYPE into a workbook. defusedxml, which openpyxl uses, is the net below this one."""
    for name in archive.namelist():
        if name.casefold().endswith((".xml", ".rels")):
            with archive.open(name) as part:
                if b"<!doctype" in part.read(HEAD_LENGTH).lower():
                    message = _("Berkas ini memuat deklarasi XML yang berbahaya dan tidak dibaca.")
                    raise RuleError(message, code="unsafe_xml")


def broken_workbook() -> RuleError:
    """The refusal of a workbook that cannot be opened."""
    message = _("Berkas XLSX ini rusak atau tidak lengkap. Buka dengan Excel, simpan ulang, lalu unggah lagi.")
    return RuleError(message, code="broken")


def _macro() -> RuleError:
    message = _("Berkas ini memuat makro. Simpan sebagai “Excel Workbook (.xlsx)” tanpa makro, lalu unggah lagi.")
    return RuleError(message, code="macro")


def _kind_of_content(head: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    if head.startswith(OLE_MARK):
        message = _(
            "Berkas ini berformat Excel lama (.xls) atau diberi kata sandi. Simpan sebagai .xlsx tanpa kata sandi."
        )
        raise RuleError(message, code="old_format")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta", b"<script")):
        raise RuleError(
            _("Isi berkas ini halaman web atau XML, bukan tabel. Unduh templat dan isi di sana."), code="not_a_table"
        )
    guess = filetype.guess(head)
    if guess is not None:
        message = _("Isi berkas ini bukan tabel melainkan %(kind)s.") % {"kind": guess.extension.upper()}
        raise RuleError(message, code="not_a_table")
    return "csv"


def _misnamed(kind: str, suffix: str) -> str:
    if suffix not in ("xlsx", "csv"):
        return _("Unggah berkas .xlsx atau .csv.")
    if kind == "xlsx":
        return _("Nama berkas berakhir .csv tetapi isinya buku kerja Excel. Ganti akhirannya menjadi .xlsx.")
    return _("Nama berkas berakhir .xlsx tetapi isinya bukan buku kerja Excel. Unduh templat dan isi di sana.")
