"""Reading the text of a PDF that a stranger sent."""

from dataclasses import dataclass
from pathlib import Path

from kit.confined import ask

READER = Path(__file__).with_name("pdf_text_reader.py")


@dataclass(frozen=True)
class Text:
    """What a PDF says, page by page."""

    pages: list[str]

    @property
    def words(self) -> list[str]:
        return " ".join(self.pages).split()

    @property
    def line(self) -> str:
        return " ".join(self.words)


def text_of(pdf: bytes) -> Text:
    """The text of every page. Refuses with `confined.Unreadable`; takes no more than `confined.SECONDS`."""
    return Text(ask(READER, pdf)["pages"])
