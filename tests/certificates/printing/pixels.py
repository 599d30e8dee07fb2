"""Two PDFs compared as pictures and as text."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pypdf
import pypdfium2
from PIL import Image

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


def pdfium(content: bytes, dpi: int = DPI) -> list[np.ndarray]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.render(scale=dpi / 72).to_numpy().astype(np.int16) for page in document]


def poppler(content: bytes) -> list[np.ndarray]:
    """It sets lines to whole pixels and samples each pixel at few points, so that it shows what others blur."""
    with TemporaryDirectory() as name:
        subprocess.run(["pdftoppm", "-r", str(DPI), "-", f"{name}/page"], input=content, check=True)
        return [np.asarray(Image.open(page)).astype(np.int16) for page in sorted(Path(name).iterdir())]


READERS: dict[str, Callable[[bytes], list[np.ndarray]]] = {"pdfium": pdfium}
if shutil.which("pdftoppm"):
    READERS["poppler"] = poppler


def difference(one: bytes, other: bytes, reader: str = "pdfium") -> Difference:
    pages = list(zip(READERS[reader](one), READERS[reader](other), strict=True))
    steps = [np.abs(left - right).max(axis=2) for left, right in pages]
    return Difference(max(int((step > SEEN).sum()) for step in steps), max(int(step.max()) for step in steps))


def text(content: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]
