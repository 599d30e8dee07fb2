"""The wallet card: its size, its words, its code."""

import io

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from certificates.printing import card_pdf, card_png

from .samples import snapshot
from .test_families import LONG, NAMES, SHORT
from .test_layout import HARD

MM = 72 / 25.4


def words(content: bytes) -> str:
    return " ".join(PdfReader(io.BytesIO(content)).pages[0].extract_text().split())


def test_it_has_the_size_of_a_bank_card() -> None:
    (page,) = PdfReader(io.BytesIO(card_pdf(snapshot()))).pages
    assert float(page.mediabox.width) / MM == pytest.approx(85.6, abs=0.05)
    assert float(page.mediabox.height) / MM == pytest.approx(54, abs=0.05)
    picture = Image.open(io.BytesIO(card_png(snapshot())))
    assert picture.format == "PNG"
    assert abs(picture.width - 1011) <= 1 and abs(picture.height - 638) <= 1


def test_it_says_who_what_and_until_when() -> None:
    said = words(card_pdf(snapshot()))
    for text in (
        "Siti Rahma Wulandari",
        "Pemrogram Junior (Junior Coder)",
        "62010 2512 3 0001234 2026",
        "12 Mei 2029 / 12 May 2029",
        "LSP Nusantara Kompeten",
        "Competence Card",
    ):
        assert text in said


@pytest.mark.parametrize("name", NAMES)
def test_a_name_comes_out_as_it_went_in(name: str) -> None:
    assert NAMES[name] in words(card_pdf(snapshot(holder_name=NAMES[name])))


def test_one_language_is_one_language() -> None:
    said = words(card_pdf(snapshot(design={"languages": ["id"]}, scheme={"title": "Pemrogram", "title_en": "Coder"})))
    assert "12 Mei 2029" in said
    for text in ("Card", "Number", "Valid", "Coder", "May"):
        assert text not in said


@pytest.mark.parametrize("address", [SHORT, LONG])
@pytest.mark.parametrize("case", ["one word", "everything long"])
def test_the_code_scans_from_the_picture(address: str, case: str) -> None:
    picture = Image.open(io.BytesIO(card_png(snapshot(**(HARD[case] | {"verify_url": address})))))
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == address


def test_the_same_snapshot_gives_the_same_card() -> None:
    assert card_pdf(snapshot()) == card_pdf(snapshot())
