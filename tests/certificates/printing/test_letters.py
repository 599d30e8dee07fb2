"""Every letter that is called printable is drawn by a font; what is refused would have been a box."""

import logging
from contextlib import contextmanager
from unicodedata import category

import pytest

from certificates.printing import card_pdf, render
from certificates.printing.faces import FALLBACKS, TEXT, advances, letters
from certificates.printing.families import FAMILIES
from kit.printable import INVISIBLE, MEANT, clean, unprintable, unshown
from tests.dividing import square

from .samples import snapshot

PER_LINE = 24
BOXES = ["\uf0b7", "\x96", "\ufffd", "\x0b", "\u2028", "김", "አ", "\uf0a7", "\u3164"]
HAN = range(0x3400, 0xFB00)


@contextmanager
def boxes():
    """The letters that WeasyPrint draws as a box meanwhile, of which it says a word in its log."""
    found: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record):
            if ".notdef" in str(record.msg):
                found.append(record.args[0])

    log, listener = logging.getLogger("weasyprint"), Listener()
    before = log.level
    log.addHandler(listener)
    log.setLevel(logging.WARNING)
    try:
        yield found
    finally:
        log.removeHandler(listener)
        log.setLevel(before)


def boxes_of(texts, **said):
    """Print these texts wherever a certificate has room for words, in each of its fonts and sizes."""
    units = [{"position": n, "code": text, "title": text, "title_en": text} for n, text in enumerate(texts, 1)]
    first = texts[0]
    scheme = dict.fromkeys(("title", "title_en", "field", "field_en", "number"), first)
    body = dict.fromkeys(("name", "city", "licence_number", "signatory_name", "signatory_title"), first)
    whole = {"units": units, "holder_name": first, "certificate_number": first, "scheme": scheme, "body": body}
    with boxes() as found:
        render(snapshot(**whole | said))
    return "".join(dict.fromkeys(found))


def accepted(face):
    """The letters of a font that the question lets pass; of tens of thousands of Chinese ones some."""
    own = [chr(code) for code in sorted(advances(face)) if unprintable(chr(code)) == ""]
    han = [char for char in own if ord(char) in HAN]
    return [char for char in own if ord(char) not in HAN] + han[:: max(1, len(han) // 400)]


def lines(chars, joint=""):
    return [joint.join(chars[start : start + PER_LINE]) for start in range(0, len(chars), PER_LINE)]


@pytest.mark.parametrize("face", [TEXT, *FALLBACKS], ids=lambda face: face.family)
def test_every_letter_that_passes_is_drawn(face):
    assert boxes_of(lines(accepted(face), " ")) == ""


@pytest.mark.parametrize("face", square([TEXT, *FALLBACKS], of=2), ids=lambda face: face.family)
def test_every_mark_that_passes_is_drawn_on_its_letters(face):
    chars = [chr(code) for code in sorted(advances(face))]
    marks = [char for char in chars if category(char).startswith("M")]
    bases = [char for char in chars if category(char).startswith("L")][:: max(1, len(chars) // 40)]
    pairs = [base + mark for base in bases for mark in marks if unprintable(base + mark) == ""]
    assert pairs or not marks
    if pairs:
        assert boxes_of(lines(pairs[:: max(1, len(pairs) // 800)], " ")) == ""


def test_spaces_line_ends_and_signs_that_were_meant_are_drawn():
    spaces = "".join(f"A{chr(code)}" for code in range(0x3001) if category(chr(code)) == "Zs" and code != 0x1680)
    assert boxes_of([spaces, "A\tB\nC\rD\r\nE", clean("".join(map(chr, MEANT))), "Menata arsip"]) == ""


def test_an_invisible_mark_that_passes_at_issue_leaves_no_box():
    ranges = ((0, 0xD800), (0xE000, 0x20000), (0xE0000, 0xE1000))
    marks = [chr(code) for low, high in ranges for code in range(low, high) if INVISIBLE.match(chr(code))]
    passing = [mark for mark in marks if not unshown(f"A{mark}B")]
    assert 200 < len(passing) < len(marks)
    assert boxes_of(["A" + "A".join(line) for line in lines(passing)]) == ""


@pytest.mark.parametrize(("letter", "family"), square(BOXES, FAMILIES, of=3))
def test_the_log_would_tell_a_box(letter, family):
    """The test of the test: what is refused is really a box, whatever the design."""
    assert unshown(letter) == letter
    assert boxes_of([f"Menata {letter} arsip"], design={"family": family}) == letter


def test_the_card_shows_what_the_certificate_shows():
    name = "ꦱꦶꦠꦶ " + clean("\x96 \uf0b7")
    with boxes() as found:
        card_pdf(snapshot(holder_name=name, scheme={"title": name}))
    assert found == []


def test_the_letters_are_those_of_the_files():
    assert letters()[0] == frozenset(advances(TEXT))
    assert len(letters()) == 1 + len(FALLBACKS)
