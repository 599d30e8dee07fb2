"""What a file says about itself: title, author, subject, dates, as XMP and as the older information dictionary."""

from collections.abc import Iterator
from copy import copy

import pydyf
from weasyprint import VERSION
from weasyprint.pdf import _w3c_date_to_pdf
from weasyprint.pdf.metadata import DocumentMetadata

from certificates.printing.stamping.slots import Reference, Slot
from certificates.printing.stamping.surprise import Unstampable

KINDS = ("title", "description", "created", "modified", "generator")


class Metadata:
    """The first certificate's metadata, and which of it is a slot's."""

    def __init__(self, said: DocumentMetadata, slots: tuple[Slot, ...]) -> None:
        self._said = said
        self._from = dict(_sources(said, slots))

    def fill(self, slots: tuple[Slot, ...]) -> tuple[bytes, bytes]:
        """The XMP stream and the information dictionary of this certificate."""
        said = copy(self._said)
        for kind, reference in self._from.items():
            setattr(said, kind, reference.of(slots))
        sheet = pydyf.PDF()
        said.include_in_pdf(sheet, "a", 3, "B", compress=False)
        return sheet.objects[-1].data, _information(said)


def _sources(said: DocumentMetadata, slots: tuple[Slot, ...]) -> Iterator[tuple[str, Reference]]:
    for number, slot in enumerate(slots):
        if slot.tag == "title":
            if slot.texts != (said.title,):
                raise Unstampable("a title that is not in the file")
            yield "title", Reference(number, 0)
        elif slot.tag == "meta":
            kind = slot.name.lower().removeprefix("dcterms.")
            if kind not in KINDS or getattr(said, kind) != slot.attributes.get("content"):
                raise Unstampable("metadata that is not in the file")
            yield kind, Reference(number, "content")


def _information(said: DocumentMetadata) -> bytes:
    """As `weasyprint.pdf.generate_pdf` writes it."""
    facts = {
        "Producer": f"WeasyPrint {VERSION}",
        "Title": said.title,
        "Author": ", ".join(said.authors),
        "Subject": said.description,
        "Keywords": ", ".join(said.keywords),
        "Creator": said.generator,
        "CreationDate": _w3c_date_to_pdf(said.created, "created"),
        "ModDate": _w3c_date_to_pdf(said.modified, "modified"),
    }
    return pydyf.Dictionary({key: pydyf.String(value) for key, value in facts.items() if value}).data
