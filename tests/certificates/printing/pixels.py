"""Two PDFs compared as pictures and as text."""

from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pypdf
import pypdfium2

DPI = 150
SEEN, MOST_SEEN, MOST_STEP = 8, 600, 64  # of 255


@dataclass(frozen=True)
class Difference:
    """The worst page of two files: pixels that differ by more than an eye sees, and the largest step of any."""

    pixels: int
    step: int

    @property
    def is_small(self) -> bool:
        return self.pixels <= MOST_SEEN and self.step <= MOST_STEP


def pictures(content: bytes, dpi: int = DPI) -> list[np.ndarray]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.render(scale=dpi / 72).to_numpy().astype(np.int16) for page in document]


def difference(one: bytes, other: bytes) -> Difference:
    pages = list(zip(pictures(one), pictures(other), strict=True))
    steps = [np.abs(left - right).max(axis=2) for left, right in pages]
    return Difference(max(int((step > SEEN).sum()) for step in steps), max(int(step.max()) for step in steps))


def text(content: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]
