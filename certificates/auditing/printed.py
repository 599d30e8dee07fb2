"""What the sealed file says: its words, its QR code and the credential it carries, against the record.

Whoever renames a holder everywhere in the database cannot do it in a file that is sealed, nor lay another's file there.
"""

import logging
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader

from ..printing.code import strokes_of
from ..printing.evidence import CREDENTIAL_NAME
from ..printing.words import date_id
from ..snapshots.snapshot import Snapshot
from .credentials import is_kept
from .records import Record

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of a broken file is said here, in a finding

LARGEST = 32 * 1024 * 1024  # bytes; a certificate takes a hundredth of it
NUMBER = rb"(-?[\d.]+)"
STROKE = re.compile(rb"%b %b m\s+%b %b l\b" % ((NUMBER,) * 4))


@dataclass(frozen=True)
class Sheet:
    """What a file says: words and title without blanks, the credentials it carries, the strokes of its first page."""

    text: str
    title: str
    attached: list[bytes]
    strokes: list[tuple[float, float, float]]


def read(content: bytes) -> Sheet:
    """A stored file. Fails as the library does at what is no PDF."""
    reader = PdfReader(BytesIO(content), strict=False)
    return Sheet(
        text=_squeezed("".join(page.extract_text() for page in reader.pages)),
        title=_squeezed((reader.metadata.title if reader.metadata else "") or ""),
        attached=list(reader.attachments.get(CREDENTIAL_NAME, [])),
        strokes=_strokes(reader.pages[0]),
    )


def printed_problems(record: Record) -> Iterator[str]:
    """What the stored file says otherwise than the record."""
    if record.file is None:
        return
    content = bytes(record.file.content)
    if len(content) > LARGEST:
        yield "its file is too large to be a certificate"
        return
    try:
        sheet = read(content)
    except Exception:  # noqa: BLE001 - a library fails at foreign bytes in every way; what it cannot read is not ours
        yield "its file cannot be read"
        return
    if sheet.attached and record.credential is None:
        yield "its credential is missing, although its file carries one"
    elif not is_kept(record.credential, sheet.attached):
        yield "the credential in its file is not the one that is kept"
    yield from _words(record.certificate.said, sheet.text, sheet.title)
    if not _within(strokes_of(record.certificate.said["verify_url"]), sheet.strokes):
        yield "its file bears another code than its record"


def _words(said: Snapshot, text: str, title: str) -> Iterator[str]:
    """Which words of the record are not printed. A name may be set in a script that is read back otherwise; then the
    document's title has it as it was written.
    """
    name, number = _squeezed(said["holder_name"]), _squeezed(said["certificate_number"])
    if name not in text and name not in title:
        yield "its file names another holder than its record"
    if number not in text:
        yield "its file bears another number than its record"
    if _squeezed(said["registration_number"]) not in text:
        yield "its file bears another registration number than its record"
    if any(_squeezed(date_id(said[day])) not in text for day in ("issued_on", "expires_on")):
        yield "its file bears other dates than its record"
    if _squeezed(said["scheme"]["number"]) not in text:
        yield "its file names another scheme than its record"
    if any(_squeezed(unit["code"]) not in text for unit in said["units"]):
        yield "its file lists other units than its record"


def _squeezed(text: str) -> str:
    """Letters alone, in one spelling: lines are broken anywhere, and ligatures are two letters."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _strokes(page: PageObject) -> list[tuple[float, float, float]]:
    """The level strokes that a page draws, each as its beginning and length; a QR code is made of nothing else."""
    found = []
    for data in (_drawn(page), *_forms(page.get("/Resources", {}))):
        for parts in STROKE.finditer(data):
            x, y, to_x, to_y = map(float, parts.groups())
            if y == to_y:
                found.append((x, y, to_x - x))
    return found


def _drawn(page: PageObject) -> bytes:
    contents = page.get_contents()
    return b"" if contents is None else contents.get_data()  # an empty dictionary: never ask for its truth


def _forms(resources: Any, depth: int = 3) -> Iterator[bytes]:
    """The drawings that a page uses, and those that they use."""
    for form in resources.get("/XObject", {}).values():
        form = form.get_object()
        if form.get("/Subtype") == "/Form" and depth:
            yield form.get_data()
            yield from _forms(form.get("/Resources", {}), depth - 1)


def _within(code: list[tuple[int, float, int]], strokes: list[tuple[float, float, float]]) -> bool:
    """Whether the strokes of a code stand in a row among those of a page."""
    return any(strokes[n : n + len(code)] == code for n in range(len(strokes)))
