"""The middle of a first page: from "this is to certify" to the qualification, every height known beforehand.

Its groups stand between a fixed head and foot. Long texts shrink in steps; if the groups still do not leave a hand's
breadth between them, all of them start a step lower, until they do.
"""

from dataclasses import dataclass

from certificates.printing.faces import DISPLAY_ITALIC, DISPLAY_STRONG, ITALIC, STRONG, TEXT
from certificates.printing.fit import Fit, Step, fit
from certificates.printing.wordings import Words
from certificates.snapshots.snapshot import Snapshot

GRID = 3.0  # pt, heights and gaps are multiples of it
LEAST_GAP = 9.0  # pt; 9 pt is 3.2 mm
LAST_SQUEEZE = 9

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
SAYS = (Step(10, 12), Step(9, 12), Step(8, 12), Step(7, 12), Step(6, 12), Step(5, 12), Step(4.5, 12))
LABELS = ("certifies", "competent", "qualified")


@dataclass(frozen=True, slots=True)
class Zone:
    """The room of a family's middle: millimetres wide, points high, with ladders of its own where it has any."""

    measure: float
    height: float
    name: tuple[Step, ...] = NAME
    title: tuple[Step, ...] = TITLE
    below_name: float = 24  # a rule and the registration number
    below_title: float = 15  # the level of the qualification framework
    closing: bool = True  # the validity is a last group
    leads: bool = True  # the first words are a group of their own
    inline_from: int = 3
    widest_gap: float = 27


@dataclass(frozen=True, slots=True)
class Middle:
    """How the middle of the page is set."""

    name: Fit
    field: Fit
    field_en: Fit
    title: Fit
    title_en: Fit
    says: float
    inline_labels: bool  # both languages of a label on one line, to save height
    gap: float
    top: float

    @property
    def gap_style(self) -> str:
        return f"margin-top:{self.gap:g}pt"

    @property
    def top_style(self) -> str:
        return f"padding-top:{self.top:g}pt"

    @property
    def says_style(self) -> str:
        return f"font-size:{self.says:g}pt"


def middle(snapshot: Snapshot, zone: Zone, words: Words) -> Middle:
    """The roomiest setting of the middle that fits its zone; the tightest one if none does."""
    for squeeze in range(LAST_SQUEEZE + 1):
        setting = _set(snapshot, zone, words, squeeze)
        if setting.gap >= LEAST_GAP:
            break
    return setting


def _set(snapshot: Snapshot, zone: Zone, words: Words, squeeze: int) -> Middle:
    scheme, measure = snapshot["scheme"], zone.measure
    name = fit(snapshot["holder_name"], DISPLAY_STRONG, measure, _from(zone.name, max(0, squeeze - 1)))
    title = fit(scheme["title"], DISPLAY_STRONG, measure, _below(name, _from(zone.title, squeeze)))
    field = fit(scheme["field"], STRONG, measure, _below(title, _from(FIELD, squeeze)))
    field_en = fit(scheme["field_en"], ITALIC, measure, _from(FIELD_EN, squeeze))
    title_en = fit(scheme["title_en"], DISPLAY_ITALIC, measure, _from(TITLE_EN, squeeze))
    inline = squeeze >= zone.inline_from or not words.english
    label = 12 if inline else 24
    field_height, title_height = field.height, title.height
    if words.english:
        field_height, title_height = field_height + field_en.height, title_height + title_en.height
    heights = [label, name.height + zone.below_name]
    if not zone.leads:
        heights = [label + 6 + name.height + zone.below_name]
    heights += [label + 6 + field_height, label + 6 + title_height + zone.below_title]
    if zone.closing:
        heights.append(24 if words.english else 12)
    gap, top = _gaps(zone.height - sum(heights), len(heights) - 1, zone.widest_gap)
    says = _says(words, measure, inline=inline)
    return Middle(name, field, field_en, title, title_en, says, inline and words.english, gap, top)


def _says(words: Words, measure: float, *, inline: bool) -> float:
    """The size in which each of the labels takes one line."""
    lines = [words.both(key) if inline else max(words[key], words[f"{key}_en"], key=len) for key in LABELS]
    return min(fit(line, TEXT, measure, SAYS).size for line in lines)


def _gaps(left: float, count: int, widest: float) -> tuple[float, float]:
    """The height left over as gaps between the groups and, where there is enough, above and below them."""
    even = left / (count + 1)
    gap = max(0.0, min(widest, even if even >= 12 else left / count) // GRID * GRID)
    return gap, max(0.0, (left - gap * count) / 2 // GRID * GRID)


def _from(ladder: tuple[Step, ...], squeeze: int) -> tuple[Step, ...]:
    return ladder[squeeze * (len(ladder) - 1) // LAST_SQUEEZE :]


def _below(larger: Fit, ladder: tuple[Step, ...]) -> tuple[Step, ...]:
    """The rungs smaller than another text, so that the name stays the largest thing, then the qualification."""
    return tuple(step for step in ladder if step.size < larger.size) or ladder[-1:]
