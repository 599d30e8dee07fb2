"""Every family prints every certificate: words come out as they went in, inside the margins, with a code that scans."""

import io
import re
from base64 import b64encode
from urllib.parse import unquote

import pypdfium2
import pytest
import segno
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from weasyprint.formatting_structure.boxes import TextBox

from certificates.printing import html, press, render
from certificates.printing.code import code
from certificates.printing.families import FAMILIES, Words, family_of
from certificates.printing.words import date_en, date_id
from certificates.snapshots.snapshot import Snapshot
from tests.dividing import square

from .samples import snapshot, units
from .test_layout import HARD, MM, NAME, TITLE

NAMES = {
    "long": f"{NAME} Notonegoro"[:120],
    "Arabic": "محمد عبد الرحمن الفارسي",
    "Javanese": "ꦱꦶꦠꦶ ꦫꦲ꧀ꦩꦃ",
    "Chinese": "陳美玲",
    "Latin letters": "Łukasz Şahin Ŵyn Muñoz",
    "one word": "Sukarno",
}
SHORT = snapshot()["verify_url"]
LONG = f"{SHORT}#{'aB3-_xY9' * 50}"[:420]
EXTRA = {
    "blank_number": "1234567",
    "replaces": "62010 2512 3 0000987 2025",
    "renews": "62010 2512 3 0000123 2023",
}


def printed(family: str, **overrides) -> Snapshot:
    design = {"family": family, "name": family.title(), "paper": FAMILIES[family].paper.name}
    return snapshot(design=design | overrides.pop("design", {}), **overrides)


def texts(said: Snapshot) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(render(said))).pages]


def picture(content: bytes, dpi: int = 200) -> Image.Image:
    with pypdfium2.PdfDocument(content) as pdf:
        return pdf[0].render(scale=dpi / 72).to_pil()


def image(width: int, height: int) -> str:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#7A1B3A").save(file, "PNG")
    return "data:image/png;base64," + b64encode(file.getvalue()).decode()


@pytest.mark.parametrize(("family", "name"), square(FAMILIES, NAMES, of=2))
def test_a_name_comes_out_as_it_went_in_on_both_sides(family: str, name: str) -> None:
    front, back, *_rest = texts(printed(family, holder_name=NAMES[name]))
    assert NAMES[name] in front
    assert NAMES[name] in back


@pytest.mark.parametrize("family", FAMILIES)
def test_everything_that_a_certificate_says_is_on_it(family: str) -> None:
    said = printed(family, units=40, **EXTRA)
    pages = texts(said)
    front, back = pages[0], " ".join(pages[1:])
    for value in (*EXTRA.values(), said["certificate_number"], said["registration_number"], "BNSP-LSP-9012-ID"):
        assert value in front, value
    for value in ("Replaces certificate No.", "Perpanjangan dari", "3 (tiga) tahun", "12 Mei 2029", "12 May 2029"):
        assert value in front, value
    assert back.count("J.620100.") == 40
    for unit in said["units"][:8]:
        assert unit["code"] in back and unit["title"] in back and unit["title_en"] in back
    for number, text in enumerate(pages, start=1):
        assert f"Halaman {number} dari {len(pages)} / Page {number} of {len(pages)}" in text


@pytest.mark.parametrize("family", FAMILIES)
def test_a_blank_and_a_chain_are_named_only_where_there_is_one(family: str) -> None:
    front = texts(printed(family))[0]
    for word in ("anko", "Menggantikan", "Replaces", "Perpanjangan", "Renewal"):
        assert word not in front


@pytest.mark.parametrize(("family", "count"), square(FAMILIES, (10, 11, 12, 13, 14, 16, 17, 29, 30, 31), of=3))
def test_no_page_of_the_list_has_a_lonely_unit(family: str, count: int) -> None:
    assert all(text.count("J.620100.") >= 2 for text in texts(printed(family, units=count))[1:])


@pytest.mark.parametrize(("family", "case", "languages"), square(FAMILIES, HARD, [["id", "en"], ["id"]], of=3))
def test_nothing_leaves_the_margins_or_lies_upon_another_thing(family: str, case: str, languages: list[str]) -> None:
    said = printed(family, design={"languages": languages}, **(HARD[case] | EXTRA | {"verify_url": LONG}))
    paper = family_of(said).paper
    for number, page in enumerate(press.lay_out(said).pages):
        lines = rectangles(page)
        for left, top, right, bottom, text in lines:
            assert left >= 15 and right <= paper.width - 15, text
            assert top >= 15 and bottom <= paper.height - 15, text
        if number == 0:
            crossing = [(a[4], b[4]) for i, a in enumerate(lines) for b in lines[i + 1 :] if overlap(a, b) > 0.6]
            assert not crossing


def rectangles(page) -> list[tuple[float, float, float, float, str]]:
    """Every text of a page as (left, top, right, bottom, text) in millimetres: the letters, not the air around them."""
    found = []
    for box in page._page_box.descendants(placeholders=True):
        if isinstance(box, TextBox) and box.text.strip():
            size = box.style["font_size"]
            base = box.position_y + box.baseline
            edges = box.position_x, base - 0.7 * size, box.position_x + box.width, base + 0.15 * size
            found.append((*(edge / MM for edge in edges), box.text))
    return found


def overlap(one, other) -> float:
    """How deep two rectangles lie in each other."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    return min(across, min(one[3], other[3]) - max(one[1], other[1]))


@pytest.mark.parametrize("family", FAMILIES)
def test_indonesian_alone_leaves_no_english_behind(family: str) -> None:
    said = printed(family, design={"languages": ["id"]}, scheme={"kkni_level": 4}, **EXTRA)
    whole = " ".join(texts(said))
    for word in (
        "Certificate",
        "certify",
        "competent in",
        "Junior Coder Junior",
        "Page",
        "Unit title",
        "Using",
        " of ",
    ):
        assert word not in whole, word
    for word in ("Chairman", "Number", "May", "National occupation", "Framework", "Replaces", "Renewal", "Valid"):
        assert word not in whole, word
    assert "Halaman 1 dari 2" in whole


@pytest.mark.parametrize("family", FAMILIES)
def test_a_design_says_its_own_words_and_only_those_that_the_family_names(family: str) -> None:
    names = FAMILIES[family].texts
    own = {key: f"Kata {key}"[: wording.limit] for key, wording in names.items()} | {"unknown": "TIDAK ADA"}
    whole = " ".join(texts(printed(family, design={"texts": own})))
    for key in names:
        assert own[key].casefold() in whole.casefold(), key
    assert "TIDAK ADA" not in whole


@pytest.mark.parametrize("family", FAMILIES)
def test_every_wording_has_room_for_its_longest_text(family: str) -> None:
    wordings = FAMILIES[family].texts
    own = {key: ("Kata panjang sekali " * 20)[: wording.limit].strip() for key, wording in wordings.items()}
    lines = rectangles(press.lay_out(printed(family, design={"texts": own})).pages[0])
    assert all(line[0] >= 15 and line[2] <= FAMILIES[family].paper.width - 15 for line in lines)
    assert not [(a[4], b[4]) for i, a in enumerate(lines) for b in lines[i + 1 :] if overlap(a, b) > 0.6]


def test_defaults_keep_their_own_limits() -> None:
    for family in FAMILIES.values():
        assert all(len(wording.default) <= wording.limit for wording in family.texts.values())
        assert Words(family.texts, printed(family.key))["heading"] == "SERTIFIKAT KOMPETENSI"


@pytest.mark.parametrize(("family", "address"), square(FAMILIES, [SHORT, LONG], of=2))
def test_the_code_scans_and_the_printed_address_ends_before_the_hash(family: str, address: str) -> None:
    said = printed(family, verify_url=address, design={"signature": image(60, 20)})
    content = render(said)
    (found,) = zxingcpp.read_barcodes(picture(content))
    assert found.text == address
    front = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert SHORT in "".join(front.split())
    assert "#" not in front


@pytest.mark.parametrize("length", [60, 200, 300, 419, 420])
def test_the_code_keeps_its_level_its_quiet_and_its_module(length: int) -> None:
    address = ("https://lsp.example/" + "aZ3" * 200)[:length]
    made = code(address, 26)
    extent = int(re.search(r"width='(\d+)'", unquote(made.source))[1])
    assert extent == segno.make(address, error="m", micro=False).symbol_size(border=4)[0]
    assert made.side / extent >= 0.33 and made.side <= 30


@pytest.mark.parametrize("family", FAMILIES)
def test_logo_and_signature_of_the_design_are_printed(family: str) -> None:
    plain, dressed = printed(family), printed(family, design={"logo": image(30, 30), "signature": image(60, 20)})
    count = [
        render(said).count(b"/Subtype /Image") + render(said).count(b"/Subtype/Image") for said in (plain, dressed)
    ]
    assert count[1] > count[0]
    assert 'alt="Tanda tangan Dr. Bambang Hadikusumo, M.T."' in html(dressed)


@pytest.mark.parametrize("family", FAMILIES)
def test_what_varies_is_marked_for_the_press(family: str) -> None:
    one, other = (
        html(
            printed(
                family,
                holder_name=f"Putri {sign}",
                certificate_number=f"62010 2512 3 000123{sign} 2026",
                registration_number=f"TIK 9012 0012{sign} 2026",
                blank_number=f"123456{sign}",
                replaces=f"62010 2512 3 000098{sign} 2025",
                renews=f"62010 2512 3 000012{sign} 2023",
                issued_on=f"2026-05-1{sign}",
                expires_on=f"2029-05-1{sign}",
                verify_url=f"https://lsp.example/verify/Zk3vQm8RpT5wXy2LbN7cJd4HsA6{sign}/",
            )
        ).splitlines()
        for sign in "12"
    )
    different = [line for line, twin in zip(one, other, strict=True) if line != twin]
    assert len(different) >= 12
    assert all("data-slot=" in line for line in different)


def test_units_with_long_titles_stay_in_their_columns() -> None:
    rows = [unit | {"code": "X" * 60, "title": TITLE, "title_en": "W" * 200} for unit in units(12)]
    for family in FAMILIES:
        said = printed(family, units=rows, holder_name="W" * 120)
        for page in press.lay_out(said).pages[1:]:
            lines = rectangles(page)
            assert not [(a[4], b[4]) for i, a in enumerate(lines) for b in lines[i + 1 :] if overlap(a, b) > 0.6]


@pytest.mark.parametrize("day", ["2029-09-30", "2029-12-28"])
def test_the_last_day_stands_on_a_line_of_its_own_in_each_language(day: str) -> None:
    said = snapshot(design={"family": "modern", "name": "Modern"}, expires_on=day)
    lines = [line.strip() for line in PdfReader(io.BytesIO(render(said))).pages[0].extract_text().splitlines()]
    at = lines.index(date_id(day))
    assert lines[at + 1] == date_en(day)
