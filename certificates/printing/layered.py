"""A laid-out document written as a file, with its evidence in the same write."""

import hashlib
from collections.abc import Callable
from typing import Any

import pydyf
from weasyprint import Document

from certificates.printing.evidence import Evidence, additions, seal


class Raw(pydyf.Object):
    """An object whose bytes are ready, kept out of the compressed streams: a seal must be found where it stands."""

    compressible = False

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data

    @property
    def data(self) -> bytes:
        return self._data


def write(
    pages: Document, evidence: Evidence, finish: Callable[[Document, pydyf.PDF], None], options: dict[str, Any]
) -> bytes:
    """The file, finished, with credential and seal."""
    sealing: list[Raw] = []

    def finisher(document: Document, pdf: pydyf.PDF) -> None:
        finish(document, pdf)
        added = [Raw(data) for data in _add(pdf, evidence)]
        for item in added:
            pdf.add_object(item)
        if evidence.sealer is not None:
            sealing.append(added[-1])

    content: bytes = pages.write_pdf(finisher=finisher, **options)
    if not sealing:
        return content
    file = bytearray(content)
    seal(file, place=sealing[0].offset, base=0, digest=hashlib.sha256(), evidence=evidence)
    return bytes(file)


def _add(pdf: pydyf.PDF, evidence: Evidence) -> list[bytes]:
    """Tell catalog and first page what is added, and return the objects to add, in their order."""
    first = next(item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Page")
    added = additions(evidence, len(pdf.objects), first.number)
    pdf.catalog.update(added.catalog)
    if added.annotations:
        first["Annots"] = pydyf.Array([*first.get("Annots", ()), *added.annotations])
    return [data for _number, data in added.objects]
