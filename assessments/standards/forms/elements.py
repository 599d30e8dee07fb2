"""Elements and criteria as one text, the way SKKNI prints them: pasting is quicker than filling eighty boxes.

    1. Menyiapkan alat kerja
    1.1 Alat dipilih sesuai kebutuhan.
    1.2 Alat diperiksa sebelum dipakai.
    2. Memakai alat kerja

A line without a number continues the line above, because a text pasted from a PDF breaks where the page did. The
numbers say what is an element and what a criterion; gaps left by a deleted line are closed.
"""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kit.printable import clean

from ...models import Element

CRITERION = re.compile(r"^(\d{1,2})\.(\d{1,2})[.)]?\s+(.+)$")
ELEMENT = re.compile(r"^(\d{1,2})[.)]\s+(.+)$")
LONGEST_TITLE = Element._meta.get_field("title").max_length or 400
MOST_ERRORS = 10
Tree = list[tuple[str, list[str]]]


def as_text(tree: Iterable[tuple[str, Iterable[str]]]) -> str:
    """The text that `read_elements` reads back as the same elements."""
    blocks = []
    for number, (title, criteria) in enumerate(tree, start=1):
        lines = [f"{number}. {_one_line(title)}"]
        lines += [f"{number}.{place} {_one_line(text)}" for place, text in enumerate(criteria, start=1)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def read_elements(text: str) -> Tree:
    """The elements of a text. Refuses, naming each line, what belongs nowhere: ValidationError."""
    reading = _Reading()
    for number, line in enumerate(clean(text).splitlines(), start=1):
        if words := _one_line(line):
            reading.take(number, words)
    reading.check_lengths()
    if reading.errors:
        raise ValidationError(reading.errors[:MOST_ERRORS])
    return [
        (element["title"], [criterion["text"] for criterion in element["criteria"]]) for element in reading.elements
    ]


class _Reading:
    """The text so far: where the next line belongs, and what was wrong."""

    def __init__(self) -> None:
        self.elements: list[dict[str, Any]] = []
        self.errors: list[str] = []
        self.numbers: dict[str, int] = {}

    def take(self, line: int, words: str) -> None:
        if found := CRITERION.match(words):
            self._criterion(line, found[1], found[2], found[3])
        elif found := ELEMENT.match(words):
            self._once(line, found[1])
            self.elements.append({"number": int(found[1]), "title": found[2], "line": line, "criteria": []})
        elif not self.elements:
            self.errors.append(
                _("Baris %(line)s: mulai dengan elemen bernomor, misalnya “1. Menyiapkan alat”.") % {"line": line}
            )
        else:
            self._continue(words)

    def _criterion(self, line: int, element: str, place: str, text: str) -> None:
        if not self.elements or self.elements[-1]["number"] != int(element):
            self.errors.append(
                _("Baris %(line)s: kriteria %(number)s tidak berada di bawah elemen %(element)s.")
                % {"line": line, "number": f"{element}.{place}", "element": element}
            )
            return
        self._once(line, f"{element}.{place}")
        self.elements[-1]["criteria"].append({"text": text})

    def _once(self, line: int, number: str) -> None:
        if number in self.numbers:
            self.errors.append(
                _("Baris %(line)s: nomor %(number)s sudah dipakai di baris %(first)s.")
                % {"line": line, "number": number, "first": self.numbers[number]}
            )
        self.numbers.setdefault(number, line)

    def _continue(self, words: str) -> None:
        last = self.elements[-1]
        target, key = (last["criteria"][-1], "text") if last["criteria"] else (last, "title")
        target[key] = f"{target[key]} {words}"

    def check_lengths(self) -> None:
        for element in self.elements:
            if len(element["title"]) > LONGEST_TITLE:
                self.errors.append(
                    _("Baris %(line)s: judul elemen paling panjang %(longest)s karakter.")
                    % {"line": element["line"], "longest": LONGEST_TITLE}
                )


class ElementsField(forms.CharField):
    """The text in a form; its cleaned value is the tree."""

    widget = forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "input-code"})

    def __init__(self, **options: Any) -> None:
        defaults = {
            "label": gettext_lazy("Elemen dan kriteria unjuk kerja (KUK)"),
            "required": False,
            "help_text": gettext_lazy(
                "Satu baris untuk tiap elemen (“1. Menyiapkan alat”), lalu kriterianya di bawahnya "
                "(“1.1 Alat dipilih”). Boleh ditempel dari dokumen SKKNI: "
                "baris tanpa nomor dianggap lanjutan baris di atasnya."
            ),
        }
        super().__init__(**defaults | options)

    def clean(self, value: Any) -> Tree:
        return read_elements(super().clean(value))


def _one_line(text: str) -> str:
    return " ".join(text.split())
