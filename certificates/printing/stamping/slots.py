"""The HTML of a certificate as what all certificates of a template share and what is this one's own.

An element marked `data-slot` is a slot: its texts, its `content`, `src`, `href`, `alt` and `data-` attributes, and the
`max-width` that was reckoned from its text. All else is the skeleton, which is compared letter by letter:
a difference that nobody marked makes another template, never a wrong page.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

from certificates.printing.stamping.surprise import Surprise

SLOT = re.compile(r'<(\w+)((?:\s[^<>]*?)?)\sdata-slot="([\w-]+)"([^<>]*)>')
ATTRIBUTE = re.compile(r'(\s)(content|src|href|alt|data-[\w-]+)="([^"]*)"')
NAME = re.compile(r'\sname="([^"]*)"')
MEASURE = re.compile(r"max-width:\s*([\d.]+)mm;?")
TAG = re.compile(r"<[^<>]*>")
SPACE = re.compile(r"[ \t\r\n\f]+")
VOID = frozenset({"img", "meta"})
PIXELS_PER_MM = 96 / 25.4
# Which slot an element is, in the HTML that a template is compiled from.
NUMBER = "data-slot-number"


@dataclass(frozen=True, slots=True)
class Slot:
    """What one certificate says in one place. `texts` stand between its tags; `measure` is in pixels."""

    tag: str
    name: str  # of a <meta>
    texts: tuple[str, ...]
    attributes: dict[str, str]
    measure: float | None


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a value comes from: a text of a slot by number, or an attribute by name."""

    slot: int
    part: int | str

    def of(self, slots: tuple[Slot, ...]) -> str:
        slot = slots[self.slot]
        return slot.texts[self.part] if isinstance(self.part, int) else slot.attributes[self.part]


def split(html: str) -> tuple[str, tuple[Slot, ...]]:
    """The skeleton and the slots. Raises Surprise if an element that holds a slot is not closed."""
    slots: list[Slot] = []
    pieces: list[str] = []

    def part(tag: str, before: str, name: str, after: str, inside: str) -> None:
        attributes = f"{before} {after}"
        found = {key: unescape(value) for _space, key, value in ATTRIBUTE.findall(attributes)}
        measure = MEASURE.search(attributes)
        texts = tuple(map(unescape, filter(str.strip, TAG.split(inside))))
        called = NAME.search(attributes)
        width = float(measure[1]) * PIXELS_PER_MM if measure else None
        slots.append(Slot(tag, called[1] if called else "", texts, found, width))
        bare = MEASURE.sub("", ATTRIBUTE.sub(r"\1\2", f"{before} {name}{after}"))
        pieces.extend((f"<{tag}{bare}>", *TAG.findall(inside)))

    _walk(html, pieces.append, part)
    return "\0".join(pieces), tuple(slots)


def number(html: str, mark: Callable[[Reference], str]) -> str:
    """The same HTML with each slot numbered, and marks for the values that are read aloud or run in a margin.

    The marks say afterwards where such a value went. `src` and `content` stay, for they are looked at on the way.
    """
    pieces: list[str] = []
    count = 0

    def part(tag: str, before: str, name: str, after: str, inside: str) -> None:
        nonlocal count
        slot = count

        def marked(match: re.Match[str]) -> str:
            space, key, _value = match.groups()
            return match[0] if key in ("src", "content") else f'{space}{key}="{escape(mark(Reference(slot, key)))}"'

        attributes = ATTRIBUTE.sub(marked, f"{before} {after}")
        pieces.extend((f'<{tag}{attributes} data-slot="{name}" {NUMBER}="{slot}">', inside))
        count += 1

    _walk(html, pieces.append, part)
    return "".join(pieces)


def collapse(text: str) -> str:
    """White space as it is printed: a no-break space stays."""
    return SPACE.sub(" ", text)


def _walk(html: str, literal: Callable[[str], None], part: Callable[[str, str, str, str, str], None]) -> None:
    position = 0
    for match in SLOT.finditer(html):
        if match.start() < position:
            raise Surprise("a slot within a slot")
        literal(html[position : match.start()])
        tag, end = match[1], match.end()
        if tag not in VOID:
            end = html.find(f"</{tag}>", match.end())
            if end < 0:
                raise Surprise(f"<{tag}> is not closed")
        part(tag, match[2], match[3], match[4], html[match.end() : end])
        position = end
    literal(html[position:])
