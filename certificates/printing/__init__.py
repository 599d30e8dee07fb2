"""The certificate as a printed thing.

`render` prints a snapshot, `html` is the same document for any HTML printer, and `unprintable` tells beforehand which
characters of a text would be missing.
"""

from certificates.printing import document
from certificates.printing.faces import unprintable
from certificates.printing.press import Press
from certificates.snapshot import Snapshot

__all__ = ["html", "press", "render", "unprintable"]

press = Press()


def render(snapshot: Snapshot) -> bytes:
    """The certificate as a PDF: a front page and the list of units. The same snapshot gives the same bytes.

    Reads nothing but the snapshot and this package's own fonts and art; safe to call from several threads, which
    then wait for each other.
    """
    return press.print(snapshot)


def html(snapshot: Snapshot) -> str:
    """The certificate as one HTML document with fonts, layout and art, as a plain HTML printer needs it."""
    return document.to_html(snapshot, style=document.bare_css(snapshot))
