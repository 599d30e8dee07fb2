"""What is in the PDF: words, pages, fonts, code; and what can never be."""

import io
import shutil
import subprocess
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from certificates.printing import faces, render, unprintable
from tests.dividing import square

from .samples import snapshot


def pages(**overrides) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(render(snapshot(**overrides)))).pages]


def test_front_says_who_is_competent_in_what_until_when() -> None:
    front = pages()[0]
    for text in (
        "SERTIFIKAT KOMPETENSI",
        "Certificate of Competence",
        "62010 2512 3 0001234 2026",
        "Siti Rahma Wulandari",
        "TIK 9012 00123 2026",
        "Pemrogram Junior (Junior Coder)",
        "berlaku untuk 3 (tiga) tahun, sampai 12 Mei 2029",
        "valid for 3 (three) years, until 12 May 2029",
        "Bandung, 12 Mei 2026",
        "Dr. Bambang Hadikusumo, M.T.",
        "BNSP-LSP-9012-ID",
        "Halaman 1 dari 2 / Page 1 of 2",
    ):
        assert text in front


@pytest.mark.parametrize(
    "name",
    ["Łukasz Şahin Ŵyn Muñoz", "陳美玲", "ꦱꦶꦠꦶ", "محمد الفارسي", "ᬩᬮᬶ", "Nguyễn Thị Ánh", "Юлия", "สมชาย", "अनिता"],
)
def test_names_in_other_scripts_can_be_copied_again(name: str) -> None:
    assert unprintable(name) == ""
    letters = set("".join(pages(holder_name=name)).replace(" ", ""))
    assert set(name.replace(" ", "")) <= letters


def test_characters_no_font_has_are_named_beforehand() -> None:
    assert unprintable("Siti ሀ🙂 Rahma\x07\x00") == "ሀ🙂\x07\x00"


@pytest.mark.parametrize(("units", "count"), [(1, 2), (8, 2), (30, 3), (40, 4)])
def test_unit_list_paginates(units: int, count: int) -> None:
    texts = pages(units=units)
    assert len(texts) == count
    for number, text in enumerate(texts[1:], start=2):
        assert "Kode unit" in text
        assert f"Halaman {number} dari {count} / Page {number} of {count}" in text
    assert "".join(texts).count("J.620100.") == units


@pytest.mark.parametrize("units", square((16, 17, 33, 34, 36), of=2))
def test_no_page_of_the_list_has_a_lonely_unit(units: int) -> None:
    assert all(text.count("J.620100.") >= 2 for text in pages(units=units)[1:])


def test_only_our_fonts_are_embedded() -> None:
    reader = PdfReader(io.BytesIO(render(snapshot(holder_name="Siti 陳 ꦱ م 🙂 ሀ"))))
    names = {
        font.get_object()["/BaseFont"].split("+")[1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    ours = tuple(face.family.replace(" ", "-") for face in (*faces.HOUSE, *faces.FALLBACKS))
    assert names
    assert all(name.startswith(ours) for name in names), names


def test_the_same_snapshot_gives_the_same_bytes_from_every_thread() -> None:
    expected = render(snapshot())
    with ThreadPoolExecutor(3) as pool:
        assert set(pool.map(render, [snapshot()] * 3)) == {expected}


def test_metadata_is_of_the_certificate_not_of_the_clock() -> None:
    reader = PdfReader(io.BytesIO(render(snapshot())))
    assert reader.metadata["/CreationDate"].startswith("D:20260512")
    assert "62010 2512 3 0001234 2026" in reader.metadata.title
    assert reader.trailer["/Root"]["/Lang"] == "id"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_markup_in_a_name_is_printed_and_nothing_is_fetched() -> None:
    name = "<img src=file:///etc/hostname> & <style>*{display:none}</style>"
    text = " ".join(pages(holder_name=name)[1].split())
    assert name in text


def test_a_logo_must_be_inside_the_snapshot() -> None:
    assert render(snapshot(body={"logo": "file:///etc/hostname"})) == render(snapshot())


def test_a_logo_takes_the_place_of_the_initials() -> None:
    picture = io.BytesIO()
    Image.new("RGBA", (40, 40), "#0B5563").save(picture, "PNG")
    dot = "data:image/png;base64," + b64encode(picture.getvalue()).decode()
    assert pages()[0].startswith("NK")
    assert not pages(body={"logo": dot})[0].startswith("NK")


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="needs the package poppler-utils")
def test_the_printed_code_leads_to_the_public_page(tmp_path: Path) -> None:
    (tmp_path / "c.pdf").write_bytes(render(snapshot()))
    subprocess.run(["pdftoppm", "-r", "150", "-l", "1", "-singlefile", "-png", "c.pdf", "c"], cwd=tmp_path, check=True)
    (code,) = zxingcpp.read_barcodes(Image.open(tmp_path / "c.png"))
    assert code.text == snapshot()["verify_url"]
