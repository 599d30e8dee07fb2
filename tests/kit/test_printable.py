"""What can stand on a certificate, and what is done to a text so that it can."""

import pytest

from kit.errors import RuleError
from kit.printable import as_printed, broken, clean, described, one_line, refuse, unprintable, unshown

GOOD = [
    "Menata arsip – “digital” … • ’ € ™ ≥ →", "Łukasz Şahin Ŵyn Muñoz Nguyễn Thị Ánh", "Юлия Ωμέγα", "陳美玲 ﾊﾝｶｸ",
    "ꦱꦶꦠꦶ", "محمد الفارسي", "ᬩᬮᬶ", "สมชาย น้ำ", "अनिता", "ثلاثه\u200cها", "अ\u094d\u200dत", "a\u00a0b", "a\tb\r\nc",
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_what_the_fonts_have_is_printable_and_stays(text):
    assert unprintable(text) == unprintable(one_line(text)) == ""
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\uf0b7 Menata", "• Menata"),
        ("a\x96b\x97c", "a–b—c"),
        ("\x91a\x92 \x93b\x94", "‘a’ “b”"),
        ("a\x85\x95\x80\x99", "a…•€™"),
        ("Me\u00adnata", "Menata"),
        ("\ufeffMen\u200bata\u2060", "Menata"),
        ("Siti\u200d \u200cRahma\u200d", "Siti Rahma"),
        ("\u202a0812\u202c", "0812"),
        ("e\u0301", "é"),
        ("a\u034fb\ufe0fc\u3164", "abc"),
    ],
)
def test_what_loses_nothing_is_mended(text, cleaned):
    assert unprintable(text) or text != cleaned
    assert clean(text) == cleaned
    assert unprintable(cleaned) == ""


@pytest.mark.parametrize(
    "space", ["\t", "\n", "\r\n", "\x0b", "\x0c", "\x1c", "\u00a0", "\u1680", "\u2003", "\u2028", "\u2029", "\u3000"]
)
def test_on_one_line_every_space_is_a_blank(space):
    assert one_line(f" Menata{space}{space}arsip{space}") == "Menata arsip"


@pytest.mark.parametrize(
    "letter",
    ["\x00", "\x07", "\x1b", "\x7f", "\x81", "\x8d", "\x90", "\uf0a7", "\uf0fc", "\ue000", "\U000f0000", "\ufffd",
     "\ud800", "\udfff", "\u0378", "\ufdd0", "\uffff", "\U0010ffff"],
)  # fmt: skip
def test_what_is_no_letter_is_broken_and_never_mended(letter):
    assert one_line(f"a{letter}b") == f"a{letter}b"
    assert broken(f"a{letter}b{letter}") == unprintable(f"a{letter}b{letter}") == letter


@pytest.mark.parametrize(
    "letters", ["김", "🙂", "አ", "ሀ", "☎", "ꯃ", "ક", "✂", "𝐀", "\u20e3", "\u0301", "\u093f", "\u0310", "\U00011b00"]
)
def test_what_no_font_has_is_told_and_not_called_broken(letters):
    if letters != "\U00011b00":  # younger than the letters that Python knows
        assert broken(letters) == ""
    assert unprintable(f"Ab {letters}") == letters


def test_a_mark_needs_the_letter_of_its_own_font():
    assert unprintable("k\u093f") == "\u093f"  # a sign of Devanagari on a Latin letter
    assert unprintable("क\u093f") == ""
    assert unprintable("a \u0301b") == unprintable("\u0301a") == "\u0301"


def test_an_invisible_mark_is_told_but_leaves_no_hole():
    assert unprintable("J.620100\u200b") == "\u200b"
    assert unshown("J.620100\u200b") == ""
    assert unshown("J.\u3164\u0007") == "\u3164\u0007"


def test_what_was_settled_earlier_is_said_as_it_was_meant():
    assert as_printed("\uf0b7 Memindai_x000D_ arsip \x96 baru\u200b") == "• Memindai arsip – baru"
    assert as_printed("Memindai \ufffd arsip") == "Memindai \ufffd arsip"
    assert as_printed("kode _x0041_ dan _x00_") == "kode _x0041_ dan _x00_"


def test_letters_are_told_with_their_code():
    told = described("김\ufffd\uf0a7\x07\u200b\u0301\ud800\u0378")
    for part in (
        "“김” (U+AE40)",
        "U+FFFD (tanda huruf",
        "U+F0A7 (simbol",
        "U+0007 (karakter kendali)",
        "U+200B (tanda",
    ):
        assert part in told
    assert "\x07" not in told and "\ud800" not in told and "\u0301" not in told
    assert described("김이박최정강조윤장임").endswith("dan 2 lagi")


def test_what_is_not_printed_is_only_asked_for_broken_letters():
    refuse("Arsip 김", printed=False)
    for text, printed in (("Arsip 김", True), ("Arsip \ufffd", False)):
        with pytest.raises(RuleError) as refused:
            refuse(text, printed=printed)
        assert refused.value.code == "unprintable"
