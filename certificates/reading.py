"""Reading the text of a PDF that a stranger sent: in a process of its own, with little time and little memory.

A PDF can be made to unpack without end. Whatever it does, it does to a process that is about to be stopped.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SECONDS = 10
READER = Path(__file__).with_name("reader.py")


class Unreadable(Exception):
    """Why a file could not be read: "encrypted", "broken", "too_long" or "gave_up"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


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
    """The text of every page. Refuses with Unreadable; takes no more than SECONDS."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program; what is not trusted goes in as data
            [sys.executable, "-I", str(READER), str(SECONDS)],
            input=pdf,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        said = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        raise Unreadable("gave_up") from error
    if "why" in said:
        raise Unreadable(said["why"])
    return Text(said["pages"])
