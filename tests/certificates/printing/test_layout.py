"""Nothing leaves its place or touches another thing, however long the texts are."""

from itertools import combinations

import pytest
from weasyprint.formatting_structure.boxes import Box, LineBox, TextBox

from certificates.printing import front, press
from certificates.printing.faces import DISPLAY_STRONG, TEXT
from certificates.printing.families import Words, family_of
from certificates.printing.fit import Step, count_lines, fit
from certificates.printing.middle import Middle
from certificates.snapshots.snapshot import Snapshot

from .samples import snapshot, units

MM = 96 / 25.4
TITLE = (
    "Penyelenggaraan dan Pengembangan Sistem Informasi Manajemen Terpadu untuk Pengelolaan Infrastruktur Teknologi "
    "Informasi pada Instansi Pemerintah Pusat dan Daerah Tingkat Provinsi Kabupaten serta Kota"
)
NAME = "Raden Ajeng Kusumawardhani Puspaningrum Hadiningrat Sastrowidjojo Tjokroaminoto Djojohadikusumo Mangkunegara"
BLOCKS = ("issuer", "heading", "middle", "verify label", "signed", "signatory", "pages label")
LONG_BODY = {
    "name": TITLE[:120],
    "signatory_name": f"Prof. Dr. {NAME[:90]}, S.Kom., M.T.",
    "signatory_title": TITLE[:120],
    "signatory_title_en": TITLE[:120],
}
HARD = {
    "one word": {"holder_name": "Sukarno"},
    "long name": {"holder_name": f"{NAME} Notonegoro"[:120]},
    "long titles": {"scheme": dict.fromkeys(("title", "title_en", "field", "field_en"), TITLE), "body": LONG_BODY},
    "everything long": {
        "holder_name": f"{NAME} Notonegoro"[:120],
        "scheme": dict.fromkeys(("title", "title_en", "field", "field_en"), TITLE) | {"kkni_level": 6},
        "body": LONG_BODY,
        "validity_months": 119,
    },
    "no spaces": {
        "holder_name": "W" * 120,
        "scheme": dict.fromkeys(("title", "title_en", "field", "field_en"), "M" * 200) | {"kkni_level": 6},
        "verify_url": "https://sertifikasi.lembaga-sertifikasi-nusantara.example/verify/Zk3vQm8RpT5wXy2LbN7cJd4HsA6f/",
    },
    "other script": {"holder_name": "陳美玲" * 40},
}

Rect = tuple[float, float, float, float]


def ink(box: Box) -> Rect:
    """The rectangle of all lines of text below a box, in millimetres, without the air in their line height."""
    texts = [line for line in box.descendants(placeholders=True) if isinstance(line, TextBox) and line.text.strip()]
    left = min(text.position_x for text in texts)
    right = max(text.position_x + text.width for text in texts)
    top = min(text.position_y for text in texts)
    bottom = max(text.position_y + text.height for text in texts)
    return left / MM, top / MM, right / MM, bottom / MM


def blocks(page) -> dict[str, Rect]:
    found = {}
    for box in page._page_box.descendants(placeholders=True):
        name = box.element.get("class") if box.element is not None else None
        if name in BLOCKS and name not in found:
            found[name] = ink(box)
    return found


def middle_of(said: Snapshot) -> Middle:
    family = family_of(said)
    return family.arrange(said, Words(family.texts, said))["middle"]


def distance(one: Rect, other: Rect) -> float:
    across = max(one[0] - other[2], other[0] - one[2])
    down = max(one[1] - other[3], other[1] - one[3])
    return max(across, down)


@pytest.mark.parametrize("case", HARD)
def test_front_blocks_keep_their_distance(case: str) -> None:
    found = blocks(press.lay_out(snapshot(**HARD[case])).pages[0])
    assert set(found) == set(BLOCKS)
    for one, other in combinations(BLOCKS, 2):
        assert distance(found[one], found[other]) >= 2, (one, other, found[one], found[other])
    for name, (left, top, right, bottom) in found.items():
        assert left >= 21 and right <= 189 and top >= 21 and bottom <= 276, (name, found[name])


@pytest.mark.parametrize("case", HARD)
def test_the_code_and_the_signature_have_their_own_ground(case: str) -> None:
    found = blocks(press.lay_out(snapshot(**HARD[case])).pages[0])
    code, signature = (24, 223, 50, 249), (112, 238, 184, 248.5)
    for name in BLOCKS:
        assert distance(found[name], code) >= 2, name
        assert distance(found[name], signature) >= 0, name


def test_long_units_stay_inside_the_page() -> None:
    rows = [unit | {"code": "X" * 60, "title": TITLE, "title_en": "W" * 200} for unit in units(12)]
    for page in press.lay_out(snapshot(units=rows, holder_name="W" * 120)).pages[1:]:
        left, top, right, bottom = ink(page._page_box)
        assert left >= 15 and right <= 195.1 and top >= 15 and bottom <= 282


def test_the_name_is_the_largest_text() -> None:
    for case in ("one word", "long name", "long titles", "everything long"):
        middle = middle_of(snapshot(**HARD[case]))
        assert middle.name.size >= middle.title.size >= middle.field.size


def test_layout_takes_the_lines_that_were_counted() -> None:
    case = snapshot(**HARD["everything long"])
    page = press.lay_out(case).pages[0]
    holder = next(
        box
        for box in page._page_box.descendants(placeholders=True)
        if box.element is not None and box.element.get("class") == "holder"
    )
    lines = [box for box in holder.descendants() if isinstance(box, LineBox)]
    assert len(lines) == middle_of(case).name.lines


def test_a_text_shrinks_before_it_wraps() -> None:
    ladder = (Step(30, 36), Step(20, 24), Step(20, 24, 2))
    assert fit("Siti", DISPLAY_STRONG, 60, ladder).size == 30
    assert fit("Siti Rahma Wulan", DISPLAY_STRONG, 60, ladder).lines == 1
    assert fit("Siti Rahma Wulandari Kusuma", DISPLAY_STRONG, 60, ladder).lines == 2


def test_a_word_longer_than_a_line_is_counted_in_pieces() -> None:
    assert count_lines("W" * 100, TEXT, 10, 100) == 4
    assert count_lines("", TEXT, 10, 100) == 1


def test_initials_leave_out_the_kind_of_body() -> None:
    assert front.initials("LSP Nusantara Kompeten") == "NK"
    assert front.initials("LSP") == "LSP"
