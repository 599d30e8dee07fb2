"""The first page as values for its template: every text with the size it is set in, every height known beforehand.

The middle of the page holds five groups between fixed head and foot. Long texts shrink in steps; if the groups still
do not leave a hand's breadth between them, all of them start a step lower, until they do.
"""

import re
from dataclasses import dataclass

from certificates.printing.faces import DISPLAY_ITALIC, DISPLAY_STRONG, ITALIC, LABEL, LABEL_STRONG, STRONG, TEXT
from certificates.printing.fit import Fit, Step, fit, measure
from certificates.snapshot import Snapshot

MEASURE = 154.0  # mm, of the middle
SIDE = 72.0  # mm, of the signatory
FOOTER_WIDTH, FOOTER_SIZE = 104.0, 7.0
ADDRESS_WIDTH = 48.0  # mm, beside the QR code
ZONE = 324.0  # pt, the height of the middle
HEAD_TRACKING = 1.1  # letter-spacing of the small capitals
GRID = 3.0  # pt, heights and gaps are multiples of it
WIDEST_GAP, LEAST_GAP = 27.0, 9.0  # pt; 9 pt is 3.2 mm
LAST_SQUEEZE = 9
INLINE_FROM = 3

NAME = (
    Step(36, 42),
    Step(32, 39),
    Step(28, 36),
    Step(25, 33),
    Step(23, 30, 2),
    Step(20, 24, 2),
    Step(17, 21, 3),
    Step(14, 18, 4),
    Step(12, 15, 4),
    Step(10, 12, 12),
)
FIELD = (Step(15, 18), Step(13.5, 18, 2), Step(12, 15, 2), Step(11, 15, 3), Step(9.5, 12, 4), Step(7.5, 9, 9))
FIELD_EN = (Step(11, 15, 2), Step(10, 12, 3), Step(8.5, 10.5, 4), Step(7, 7.5, 9))
TITLE = (
    Step(21, 27),
    Step(18, 24),
    Step(16, 21, 2),
    Step(14, 18, 2),
    Step(13, 18, 3),
    Step(11.5, 15, 4),
    Step(10, 12, 4),
    Step(8, 9, 9),
)
TITLE_EN = (Step(13, 18), Step(12, 15, 2), Step(11, 15, 2), Step(10, 12, 3), Step(8.5, 10.5, 4), Step(7, 7.5, 9))

HEAD = (Step(13.5, 18), Step(12, 15), Step(11, 13.5, 2), Step(8.5, 10.5, 3), Step(7, 7.5, 9))
BODY = (Step(10.5, 12), Step(9.5, 12, 2), Step(8, 9, 9))
SIGNATORY = (Step(11.5, 15), Step(10.5, 12), Step(9.5, 12, 2), Step(8, 9, 9))
ADDRESS = (Step(7.5, 9), Step(7, 9), Step(6.5, 9), Step(6, 9), Step(5.5, 7.5, 9))
POST = (Step(9, 12), Step(8, 9, 2), Step(7, 7.5, 9))


@dataclass(frozen=True, slots=True)
class Middle:
    """How the middle of the page is set."""

    name: Fit
    field: Fit
    field_en: Fit
    title: Fit
    title_en: Fit
    inline_labels: bool  # both languages of a label on one line, to save height
    gap: float
    top: float

    @property
    def gap_style(self) -> str:
        return f"margin-top:{self.gap:g}pt"

    @property
    def top_style(self) -> str:
        return f"padding-top:{self.top:g}pt"


def middle(snapshot: Snapshot) -> Middle:
    """The roomiest setting of the middle that fits its zone; the tightest one if none does."""
    for squeeze in range(LAST_SQUEEZE + 1):
        setting = _set(snapshot, squeeze)
        if setting.gap >= LEAST_GAP:
            break
    return setting


def _set(snapshot: Snapshot, squeeze: int) -> Middle:
    scheme = snapshot["scheme"]
    name = fit(snapshot["holder_name"], DISPLAY_STRONG, MEASURE, _from(NAME, max(0, squeeze - 1)))
    field_en = fit(scheme["field_en"], ITALIC, MEASURE, _from(FIELD_EN, squeeze))
    title = fit(scheme["title"], DISPLAY_STRONG, MEASURE, _below(name, _from(TITLE, squeeze)))
    field = fit(scheme["field"], STRONG, MEASURE, _below(title, _from(FIELD, squeeze)))
    title_en = fit(scheme["title_en"], DISPLAY_ITALIC, MEASURE, _from(TITLE_EN, squeeze))
    inline = squeeze >= INLINE_FROM
    label = 12 if inline else 24
    heights = [label, name.height + 24, label + 6 + field.height + field_en.height]
    heights += [label + 6 + title.height + title_en.height + 15, 24]
    gap, top = _gaps(ZONE - sum(heights), len(heights) - 1)
    return Middle(name, field, field_en, title, title_en, inline, gap, top)


def _gaps(left: float, count: int) -> tuple[float, float]:
    """The height left over as gaps between the groups and, where there is enough, above and below them."""
    even = left / (count + 1)
    gap = max(0.0, min(WIDEST_GAP, even if even >= 12 else left / count) // GRID * GRID)
    return gap, max(0.0, (left - gap * count) / 2 // GRID * GRID)


def _from(ladder: tuple[Step, ...], squeeze: int) -> tuple[Step, ...]:
    return ladder[squeeze * (len(ladder) - 1) // LAST_SQUEEZE :]


def _below(larger: Fit, ladder: tuple[Step, ...]) -> tuple[Step, ...]:
    """The rungs smaller than another text, so that the name stays the largest thing, then the qualification."""
    return tuple(step for step in ladder if step.size < larger.size) or ladder[-1:]


def foot(snapshot: Snapshot) -> dict[str, Fit]:
    """The texts around the signature, and the name of the body in the head."""
    body = snapshot["body"]
    return {
        "head": fit(body["name"].upper(), STRONG, MEASURE / HEAD_TRACKING, HEAD),
        "body": fit(body["name"], STRONG, SIDE, BODY),
        "signatory": fit(body["signatory_name"], STRONG, SIDE, SIGNATORY),
        "post": fit(body["signatory_title"], TEXT, SIDE, POST),
        "post_en": fit(body["signatory_title_en"], ITALIC, SIDE, POST),
    }


def address(verify_url: str) -> tuple[list[str], Fit]:
    """The address in lines that break after a slash, in a size in which no other break is needed."""
    parts = re.findall(r"[^/]*/+|[^/]+", verify_url)
    size = fit(max(parts, key=len, default=""), LABEL_STRONG, ADDRESS_WIDTH, ADDRESS)
    lines = [""]
    for part in parts:
        if lines[-1] and measure(lines[-1] + part, LABEL_STRONG, size.size) > ADDRESS_WIDTH:
            lines.append("")
        lines[-1] += part
    return lines, size


def footer(snapshot: Snapshot) -> str:
    """Number and holder for the foot of each page of the list, cut to one line."""
    text = f"{snapshot['certificate_number']}  ·  {snapshot['holder_name']}"
    if measure(text, LABEL, FOOTER_SIZE) <= FOOTER_WIDTH:
        return text
    while measure(text + "…", LABEL, FOOTER_SIZE) > FOOTER_WIDTH:
        text = text[:-1]
    return text.rstrip() + "…"


def initials(name: str) -> str:
    """Up to three initials of a body, without the word LSP: "LSP Nusantara Kompeten" is "NK"."""
    words = [word for word in name.split() if word.upper() != "LSP" and word[0].isalpha()]
    return "".join(word[0].upper() for word in words[:3]) or "LSP"
