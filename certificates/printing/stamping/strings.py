"""Strings of a file that repeat a value: what stands for a picture, a link's address, a heading in the outline."""

from dataclasses import dataclass
from typing import Any

import pydyf

from certificates.printing.stamping.slots import Reference, Slot, collapse
from certificates.printing.stamping.surprise import Unstampable


@dataclass(frozen=True, slots=True)
class Written:
    """An object's bytes with its strings taken out: every other part is a string, made of words and values."""

    parts: tuple[bytes, ...]
    strings: tuple[tuple[str | Reference, ...], ...]

    def fill(self, slots: tuple[Slot, ...]) -> bytes:
        filled = [self.parts[0]]
        for string, after in zip(self.strings, self.parts[1:], strict=True):
            said = "".join(part if isinstance(part, str) else part.of(slots) for part in string)
            filled += [pydyf.String(said).data, after]
        return b"".join(filled)


def written(pdf: pydyf.PDF, marks: dict[str, Reference], headings: dict[str, Reference]) -> dict[int, Written]:
    """The objects that repeat a value, by number. Raises Unstampable if a heading stands twice in the outline."""
    found: dict[int, Written] = {}
    seen: set[str] = set()
    for item in pdf.objects:
        if not isinstance(item, pydyf.Dictionary):
            continue
        strings: list[tuple[str | Reference, ...]] = []
        _replace(item, marks, strings)
        title = item.get("Title")
        if isinstance(title, pydyf.String) and collapse(title.string).strip() in headings:
            heading = collapse(title.string).strip()
            if heading in seen:
                raise Unstampable("a heading that is there twice")
            seen.add(heading)
            item["Title"] = _Hole()
            strings.append((headings[heading],))
        if strings:
            found[item.number] = Written(tuple(item.data.split(_Hole.MARK)), tuple(strings))
    return found


class _Hole(pydyf.Object):
    MARK = b"\0hole\0"

    @property
    def data(self) -> bytes:
        return self.MARK


def _replace(item: Any, marks: dict[str, Reference], strings: list[tuple[str | Reference, ...]]) -> None:
    """Put holes where marked strings are, in the order in which they are written."""
    entries = list(item.items()) if isinstance(item, dict) else list(enumerate(item))
    for key, value in entries:
        if isinstance(value, (pydyf.Dictionary, pydyf.Array)) and value.number is None:
            _replace(value, marks, strings)
        elif isinstance(value, pydyf.String):
            for mark, reference in marks.items():
                if mark in value.string:
                    before, _mark, after = value.string.partition(mark)
                    item[key] = _Hole()
                    strings.append(tuple(part for part in (before, reference, after) if part))
                    break
