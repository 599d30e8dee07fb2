"""The certificate as a printed thing.

`produce` prints a snapshot with its credential and its seal, `render` prints it alone, `html` is the same document for
any HTML printer, and `unprintable` tells beforehand which letters of a text would be missing (the question itself
stands in `assessments.printable`, so that an import asks it too). `card_pdf` and `card_png` are the wallet card of the
same snapshot.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from certificates.printing import card, document
from certificates.printing.evidence import Evidence
from certificates.printing.press import Press
from certificates.snapshots.snapshot import Snapshot
from kit.printable import unprintable

if TYPE_CHECKING:
    from certificates.sealing.protocol import Sealer

__all__ = ["Printed", "card_pdf", "card_png", "html", "press", "produce", "render", "unprintable"]

press = Press()


@dataclass(frozen=True)
class Printed:
    """A certificate's file and the way it was printed: "stamped", "layered" or "plain"."""

    content: bytes
    way: str


def produce(
    snapshot: Snapshot,
    *,
    credential: bytes | None = None,
    sealer: "Sealer | None" = None,
    at: datetime | None = None,
) -> Printed:
    """The certificate as a file: two pages or more, the credential attached, the whole sealed, in one write.

    `at` dates the attachment and the seal; without it a seal is dated now, and an attachment on the day of issue. The
    same snapshot, credential and moment give the same bytes, but for a signature that is drawn by lot. What the sealer
    refuses goes to the caller, and then there is no file. Raises ValueError if the seal is larger than its room.
    """
    if at is None:
        at = datetime.now(UTC) if sealer else datetime.fromisoformat(snapshot["issued_on"]).replace(tzinfo=UTC)
    return Printed(*press.produce(snapshot, Evidence(at, credential, sealer)))


def render(snapshot: Snapshot) -> bytes:
    """The certificate as a PDF: a front page and the list of units. The same snapshot gives the same bytes.

    Reads nothing but the snapshot and this package's own fonts and art; safe to call from several threads, which
    then wait for each other.
    """
    return produce(snapshot).content


def html(snapshot: Snapshot) -> str:
    """The certificate as one HTML document with fonts, layout and art, as a plain HTML printer needs it."""
    return document.to_html(snapshot, style=document.bare_css(snapshot))


def card_pdf(snapshot: Snapshot) -> bytes:
    """The competence card, 85.6 x 54 mm, as a PDF. The same snapshot gives the same bytes."""
    return card.card_pdf(press, snapshot)


def card_png(snapshot: Snapshot) -> bytes:
    """The competence card as a picture, 300 dots to the inch."""
    return card.card_png(press, snapshot)
