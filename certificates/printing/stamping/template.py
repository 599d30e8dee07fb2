"""One compiled template: the fixed part of its certificates' files, and the places where they differ."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pydyf
from weasyprint import Document

from certificates.printing.evidence import Evidence, additions, seal
from certificates.printing.stamping import figure, metadata
from certificates.printing.stamping.file import Prefix, Ready, stream
from certificates.printing.stamping.locating import Finder, Found
from certificates.printing.stamping.passages import Line, Run
from certificates.printing.stamping.pen import Fonts, Hand
from certificates.printing.stamping.recording import Cut, record
from certificates.printing.stamping.slots import Reference, Slot, number
from certificates.printing.stamping.strings import Written, written
from certificates.printing.stamping.surprise import Unstampable

QUICK = 3  # how hard to compress what is written for one certificate alone
CLOSE = 0.02  # of a pixel


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the press prints one certificate: its HTML, how to lay that out, how to finish the file (the art)."""

    html: str
    lay_out: Callable[[str], Document]
    finish: Callable[[Document, pydyf.PDF], None]
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ink:
    """What is drawn at one place of a page: a text box of a passage, or a picture."""

    lead: tuple[bytes, ...]
    picture: figure.Figure | None = None
    source: Reference | None = None


class Template:
    """Stamps certificates of one skeleton whose texts take the same numbers of lines."""

    def __init__(self, recipe: Recipe, slots: tuple[Slot, ...], alphabets: tuple[str, ...]) -> None:
        marks: dict[str, Reference] = {}

        def mark(reference: Reference) -> str:
            marks[_word(reference)] = reference
            return _word(reference)

        document = recipe.lay_out(number(recipe.html, mark))
        found = Finder(slots, marks).find(document)
        self._passages = tuple(found.passages)
        self.counts = tuple(len(passage.bases) for passage in self._passages)
        runs = [run for passage in self._passages for run in passage.runs]
        letters = _letters(runs, alphabets)
        words = [(run.hand, part) for run in runs for part in run.parts if isinstance(part, str)]
        boxes = [*found.texts.values(), *(box for _slot, box in found.pictures)]
        recording = record(document, boxes, letters, words, recipe.finish, recipe.options)
        self._fonts: Fonts = recording.fonts
        self._metadata = metadata.Metadata(document.metadata, slots)
        self._inks: dict[int, Ink] = {}
        cuts = _cuts(recording.pdf)
        if len(cuts) != len(boxes):
            raise Unstampable("a slot that is drawn elsewhere")
        self._learn(cuts, found, slots)
        self._freeze(recording.pdf, written(recording.pdf, marks, found.headings))

    def shape(self, slots: tuple[Slot, ...]) -> tuple[tuple[Line, ...], ...]:
        """The lines of this certificate. Raises Surprise; check their numbers against `counts` before stamping."""
        return tuple(passage.shape(slots) for passage in self._passages)

    def stamp(self, slots: tuple[Slot, ...], shaped: tuple[tuple[Line, ...], ...], evidence: Evidence) -> bytes:
        """The file. Raises Surprise if a letter is missing."""
        drawn = self._draw(slots, shaped)
        objects = [(own, stream(b"\n".join(drawn[key] for key in keys), level=QUICK)) for own, keys in self._streams]
        objects += [(own, text.fill(slots)) for own, text in self._strings]
        xmp, info = self._metadata.fill(slots)
        added = additions(evidence, self._next, self._page)
        objects += [(self._xmp, xmp), (self._info, info), (self._page, self._page_data(added.annotations))]
        entries = b"".join(b"/%b %b" % (key.encode(), value) for key, value in added.catalog.items())
        objects += [(self._root, self._catalog + entries + b">>"), *added.objects]
        size = self._next + len(added.objects) + 1
        tail, places = self._ready.tail(objects, size, self._root, self._info)
        if added.seal is not None:
            base, digest = len(self._ready.content), self._ready.sha256.copy()
            seal(tail, place=places[added.seal], base=base, digest=digest, evidence=evidence)
        return self._ready.content + tail

    def _draw(self, slots: tuple[Slot, ...], shaped: tuple[tuple[Line, ...], ...]) -> dict[int, bytes]:
        drawn: dict[int, bytes] = {}
        for passage, lines in zip(self._passages, shaped, strict=True):
            for key, operators in passage.draw(lines, self._fonts):
                drawn[key] = b"\n".join((*self._inks[key].lead, operators))
        for key, ink in self._inks.items():
            if ink.picture and ink.source:
                drawn[key] = ink.picture.draw(ink.source.of(slots))
        return drawn

    def _learn(self, cuts: dict[int, Cut], found: Found, slots: tuple[Slot, ...]) -> None:
        """Keep how each slot is drawn, and see that shaping the first certificate again leads to the same places."""
        for slot, box in found.pictures:
            source = Reference(slot, "src")
            picture = figure.learn(source.of(slots), box.width, cuts[id(box)].drawn)
            self._inks[id(box)] = Ink((), picture, source)
        marked = tuple(_marked(slot, number) for number, slot in enumerate(slots))
        for passage, lines in zip(self._passages, self.shape(marked), strict=True):
            if len(lines) != len(passage.bases):
                raise Unstampable("a text that breaks in another way")
            for line, base, row in zip(lines, passage.bases, passage.keys, strict=True):
                for text, start, key in zip(line.texts, line.starts, row, strict=True):
                    box, drawn = cuts[key].box, cuts[key].drawn
                    if text != box.text or abs(start - box.position_x) > CLOSE or b"BT" not in drawn:
                        raise Unstampable("a text that stands in another place")
                    if drawn[-1] != b"ET" or abs(base - box.position_y - box.baseline) > CLOSE:
                        raise Unstampable("a text that is drawn in another way")
                    self._inks[key] = Ink(tuple(drawn[: drawn.index(b"BT")]))

    def _freeze(self, pdf: pydyf.PDF, strings: dict[int, Written]) -> None:
        """Write what is the same for all, and number what is not."""
        pages = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Page"]
        self._page, self._root, self._next = pages[0].number, pdf.catalog.number, len(pdf.objects)
        prefix, packed = Prefix(), list[tuple[int, bytes]]()
        self._streams: list[tuple[int, tuple[int, ...]]] = []
        apart = {self._page, self._root, *strings}
        for page in pages:
            content = int(page["Contents"].split()[0])
            apart.add(content)
            page["Contents"] = pydyf.Array(self._split(pdf.objects[content], prefix))
        self._xmp = int(pdf.catalog["Metadata"].split()[0])
        apart.add(self._xmp)
        for item in pdf.objects:
            if item.free == "f" or item.number in apart:
                continue
            if isinstance(item, pydyf.Stream):
                prefix.add(item.number, item.data)
            else:
                packed.append((item.number, item.data))
        self._info = self._number()
        prefix.pack(self._number(), packed)
        self._strings = list(strings.items())
        if {"Names", "AF", "AcroForm", "Perms"} & pdf.catalog.keys():
            raise Unstampable("a file that holds other things")
        self._catalog = pdf.catalog.data.removesuffix(b">>")
        self._annotations = tuple(map(pydyf._to_bytes, pages[0].pop("Annots", ())))
        self._page_start = pages[0].data.removesuffix(b">>")
        self._ready: Ready = prefix.close(self._next)

    def _split(self, content: pydyf.Stream, prefix: Prefix) -> Iterator[bytes]:
        """A page's operators as streams, fixed ones and others in turn; yields their references."""
        fixed: list[bytes] = []
        keys: list[int] = []
        for item in [*content.stream, None]:
            if isinstance(item, Cut):
                if any(fixed):
                    yield self._fix(fixed, prefix)
                    fixed = []
                keys.append(id(item.box))
                continue
            if keys:
                own = self._number()
                self._streams.append((own, tuple(keys)))
                keys = []
                yield b"%d 0 R" % own
            if item is not None:
                fixed.append(pydyf._to_bytes(item))
        if fixed:
            yield self._fix(fixed, prefix)

    def _fix(self, operators: list[bytes], prefix: Prefix) -> bytes:
        own = self._number()
        prefix.add(own, stream(b"\n".join(operators), level=9))
        return b"%d 0 R" % own

    def _number(self) -> int:
        self._next += 1
        return self._next - 1

    def _page_data(self, annotations: tuple[bytes, ...]) -> bytes:
        every = (*self._annotations, *annotations)
        return self._page_start + (b"/Annots[%b]>>" % b" ".join(every) if every else b">>")


def _letters(runs: list[Run], alphabets: tuple[str, ...]) -> list[tuple[Hand, str]]:
    """The letters to have ready in each style: the largest alphabet of its slots."""
    needed: dict[int, tuple[Hand, str]] = {}
    for run in runs:
        own = [alphabets[part.slot] for part in run.parts if isinstance(part, Reference)]
        _hand, before = needed.get(id(run.hand), (run.hand, ""))
        needed[id(run.hand)] = (run.hand, max((before, *own), key=len))
    return [(hand, hand.alone(letters)) for hand, letters in needed.values()]


def _word(reference: Reference) -> str:
    """A word that stands for a value while a template is made."""
    return f"Zq{reference.slot:03d}{reference.part}qZ".replace("-", "x")


def _marked(slot: Slot, own: int) -> Slot:
    """The first certificate as it was laid out: with marks for what runs in the margins."""
    attributes = {
        key: value if key in ("src", "content") else _word(Reference(own, key))
        for key, value in slot.attributes.items()
    }
    return replace(slot, attributes=attributes)


def _cuts(pdf: pydyf.PDF) -> dict[int, Cut]:
    """The cuts in the pages' own operators, by box."""
    pages = (item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Page")
    contents = (pdf.objects[int(page["Contents"].split()[0])] for page in pages)
    return {id(item.box): item for content in contents for item in content.stream if isinstance(item, Cut)}
