"""Finding the slots in the laid-out pages: which box of text or picture belongs to which value."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from certificates.printing.stamping.passages import CASES, Passage, Run, passage, room_of
from certificates.printing.stamping.pen import Hand
from certificates.printing.stamping.slots import NUMBER, Reference, Slot, collapse
from certificates.printing.stamping.surprise import Unstampable

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
UNSEEN = frozenset({"title", "meta"})


@dataclass(slots=True)
class Found:
    """What was found: passages and the boxes of their texts, pictures by their slot, headings of the outline."""

    passages: list[Passage] = field(default_factory=list)
    texts: dict[int, Any] = field(default_factory=dict)
    pictures: list[tuple[int, Any]] = field(default_factory=list)
    headings: dict[str, Reference] = field(default_factory=dict)


@dataclass(slots=True)
class _Block:
    box: Any
    container: Any
    slot: int | None


class Finder:
    """Walks the boxes of a document once. `marks` are the words that stand for values in the margins."""

    def __init__(self, slots: tuple[Slot, ...], marks: dict[str, Reference]) -> None:
        self._slots, self._marks = slots, marks
        self._blocks: list[_Block] = []
        self._texts: dict[int, list[Any]] = {}
        self._runs: dict[int, Run] = {}
        self._hands: dict[int, Hand] = {}
        self.found = Found()

    def find(self, document: Document) -> Found:
        """Everything of the slots. Raises Unstampable if a value cannot be followed onto the page."""
        for page in document.pages:
            self._walk(page._page_box, None, None, steady=True)
        for number, texts in self._texts.items():
            self._assign(number, texts)
        for slot, seen in enumerate(self._slots):
            if seen.texts and seen.tag not in UNSEEN and slot not in self._texts:
                raise Unstampable("a slot that is not on the page")
        for block in self._blocks:
            self._set(block)
        return self.found

    def _walk(self, box: Any, container: Any, slot: int | None, *, steady: bool) -> None:
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        number = box.element.get(NUMBER) if box.element is not None and not isinstance(box, boxes.MarginBox) else None
        if number is not None:
            slot = int(number)
        steady = steady and _is_steady(box, container)
        if isinstance(box, boxes.TextBox) and slot is not None:
            self._texts.setdefault(slot, []).append(box)
        if isinstance(box, boxes.ReplacedBox) and slot is not None:
            self.found.pictures.append((slot, box))
        if any(isinstance(child, boxes.LineBox) for child in getattr(box, "children", ())):
            self._blocks.append(_Block(box, container, slot))
            if not steady and (slot is not None or _contains_slot(box)):
                raise Unstampable("a slot in a box that is as wide as its text")
        if isinstance(box, (boxes.BlockContainerBox, boxes.FlexContainerBox, boxes.GridContainerBox)):
            container = box
        for child in getattr(box, "children", ()):
            self._walk(child, container, slot, steady=steady)

    def _assign(self, number: int, texts: list[Any]) -> None:
        """Each text of a slot to the boxes that show it, in order."""
        slot = self._slots[number]
        rest = [box for box in texts if box.text.strip() and not _is_break(box)]
        for part, text in enumerate(slot.texts):
            case = rest[0].style["text_transform"] if rest else "none"
            if case not in CASES:
                raise Unstampable("letters changed in another way")
            wanted = "".join(CASES[case](collapse(text)).split())
            shown, run = "", None
            while rest and shown != wanted:
                box = rest.pop(0)
                shown += "".join(box.text.split())
                run = run or Run(self._hand(box), (Reference(number, part),), case)
                self._runs[id(box)] = run
            if shown != wanted:
                raise Unstampable("a text that is not shown as it was given")
        if rest:
            raise Unstampable("a text that nobody gave")
        if slot.tag in HEADINGS:
            if len(slot.texts) != 1:
                raise Unstampable("a heading in pieces")
            self.found.headings[collapse(slot.texts[0]).strip()] = Reference(number, 0)

    def _set(self, block: _Block) -> None:
        lines = [child for child in block.box.children if isinstance(child, boxes.LineBox)]
        in_margin = isinstance(block.box, boxes.MarginBox)
        for group in _between_breaks(lines):
            texts = [list(_texts_of(line)) for line in group]
            every = [box for row in texts for box in row]
            if in_margin:
                self._mark(every)
            if not any(id(box) in self._runs for box in every):
                continue
            if not all(texts):
                raise Unstampable("a line without text")
            for box in every:
                if id(box) not in self._runs:
                    self._runs[id(box)] = Run(self._hand(box), (box.text,), "none")
            room = room_of(block.box, block.container, block.slot)
            self.found.passages.append(passage(group, texts, self._runs, room))
            self.found.texts.update((id(box), box) for box in every)

    def _mark(self, texts: list[Any]) -> None:
        """A text in a margin that holds one of the marks."""
        for box in texts:
            for mark, reference in self._marks.items():
                if mark in box.text:
                    before, _mark, after = box.text.partition(mark)
                    parts = tuple(part for part in (before, reference, after) if part)
                    self._runs[id(box)] = Run(self._hand(box), parts, "none")

    def _hand(self, box: Any) -> Hand:
        style = box.style
        if style["text_decoration_line"] != "none" or style["white_space"] != "normal" or box.justification_spacing:
            raise Unstampable("a text set in another way")
        return self._hands.setdefault(id(style), Hand(style))


def _is_break(box: Any) -> bool:
    return box.element is not None and box.element.tag == "br"


def _contains_slot(box: Any) -> bool:
    return any(each.element is not None and each.element.get(NUMBER) for each in box.descendants())


def _texts_of(line: Any) -> Iterator[Any]:
    for box in line.descendants():
        if isinstance(box, boxes.TextBox) and not _is_break(box):
            yield box


def _between_breaks(lines: list[Any]) -> Iterator[list[Any]]:
    group: list[Any] = []
    for line in lines:
        group.append(line)
        if any(_is_break(box) for box in line.descendants()):
            yield group
            group = []
    if group:
        yield group


def _is_steady(box: Any, container: Any) -> bool:
    """Whether the box is as wide whatever is written in it."""
    if isinstance(box, (boxes.MarginBox, boxes.PageBox)) or container is None:
        return True
    style = box.style
    if isinstance(box, boxes.TableBox):
        return style["table_layout"] == "fixed"
    if style["width"] != "auto":
        return True
    if isinstance(container, (boxes.FlexContainerBox, boxes.GridContainerBox)):
        return False
    if style["float"] != "none" or isinstance(box, boxes.InlineBlockBox):
        return False
    if box.is_absolutely_positioned():
        return style["left"] != "auto" and style["right"] != "auto"
    return True
