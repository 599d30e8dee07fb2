"""Pages of a PDF as pictures. PDFium draws for one thread at a time, so it is asked here and nowhere else."""

from threading import Lock

import pypdfium2
from PIL import Image

_drawing = Lock()


def pictures(pdf: bytes, *, pages: int = 1, width: int | None = None, dpi: int = 72) -> list[Image.Image]:
    """The first pages, so many pixels wide, or with so many dots to the inch."""
    with _drawing, pypdfium2.PdfDocument(pdf) as document:
        shown = [document[number] for number in range(min(pages, len(document)))]
        return [
            page.render(scale=width / page.get_width() if width else dpi / 72).to_pil().convert("RGB") for page in shown
        ]
