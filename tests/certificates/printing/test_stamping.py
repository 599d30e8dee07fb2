"""Stamped certificates are the pages that WeasyPrint would have printed, letter by letter and pixel by pixel."""

import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pypdf
import pytest
from weasyprint import HTML

from certificates import printing
from certificates.printing.evidence import Evidence
from certificates.printing.press import Press
from certificates.printing.stamping.shelf import Shelf
from tests.certificates.printing import pixels, varied
from tests.certificates.printing.samples import snapshot
from tests.dividing import square

pytestmark = pytest.mark.together  # one press, whose templates are made once
DC = "{http://purl.org/dc/elements/1.1/}title"
# Every scheme and design, a one-word name, a long name, accents; the script compares two hundred.
NUMBERS = (2, 3, 7, 9, 22)


def evidence(said: Any) -> Evidence:
    return Evidence(varied.moment(said))


def naive(said: Any) -> bytes:
    return HTML(string=printing.html(said)).write_pdf()


def reader(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(content))


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@pytest.mark.parametrize("number", square(NUMBERS, of=2))
def test_pages_are_those_of_the_long_way(press: Press, number: int) -> None:
    said = varied.certificate(number)
    stamped, way = press.produce(said, evidence(said))
    laid_out = press.layer(said, evidence(said))
    assert way == "stamped"
    assert pixels.difference(stamped, laid_out).is_small
    assert pixels.text(stamped) == pixels.text(laid_out)


@pytest.mark.parametrize("number", square([4, 9, 12], of=3))
def test_pages_are_those_of_plain_weasyprint_in_every_design_and_reader(press: Press, number: int) -> None:
    said = varied.certificate(number)
    (stamped, way), plain = press.produce(said, evidence(said)), naive(said)
    assert way == "stamped"
    for reader_of_pdf in pixels.READERS:
        assert pixels.difference(stamped, plain, reader_of_pdf).is_small, reader_of_pdf
    assert pixels.text(stamped) == pixels.text(plain)


@pytest.mark.parametrize("name", square(["محمد عبد الله", "ꦱꦶꦠꦶꦫꦃꦩꦃ", "王小明", "Siti 王小明 Rahma"], of=2))
def test_other_scripts_go_the_long_way_and_come_out_right(name: str) -> None:
    press, said = Press(), snapshot(holder_name=name)
    content, way = press.produce(said, evidence(said))
    assert way == "layered"
    assert press.report()["layered"] == press.report()["reason: a letter outside the alphabets"] == 1
    assert pixels.difference(content, naive(said)).is_small
    assert pixels.text(content) == pixels.text(naive(said))


def test_a_press_that_leans_on_nothing_still_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if WeasyPrint had changed inside: first where it is stamped, then where the art is put beneath."""

    def changed(*_args: Any, **_kwargs: Any) -> None:
        raise AttributeError("gone")

    press, said = Press(), snapshot()
    monkeypatch.setattr("certificates.printing.stamping.template.record", changed)
    assert press.produce(said, evidence(said))[1] == "layered"
    changed.__name__ = "_layer"
    monkeypatch.setattr(press, "_layer", changed)
    content, way = press.produce(said, evidence(said))
    assert way == "plain"
    assert pixels.difference(content, naive(said)).is_small
    assert press.report()["plain"] == press.report()["unstampable"] == 1


def test_bytes_do_not_depend_on_what_was_printed_before() -> None:
    one, other = snapshot(), snapshot(holder_name="Budi Santoso", certificate_number="62010 2512 3 0000002 2026")
    first, second = Press(), Press()
    first.produce(other, evidence(other))
    assert first.produce(one, evidence(one)) == second.produce(one, evidence(one))
    assert first.produce(other, evidence(other)) == second.produce(other, evidence(other))


def test_nothing_of_the_first_holder_is_left_in_the_template(press: Press) -> None:
    first = snapshot(holder_name="Zainuddin Qomaruddin", verify_url="https://lsp.example/verify/RahasiaXYZ/")
    other = snapshot(holder_name="Budi Santoso Hadi", certificate_number="62010 2512 3 0000002 2026")
    press.produce(first, evidence(first))
    content, _way = press.produce(other, evidence(other))
    file = reader(content)
    whole = content + b"".join(each for each in map(_content, map(file.get_object, _numbers(file))))
    for secret in ("Zainuddin", "RahasiaXYZ", first["certificate_number"]):
        assert secret.encode() not in whole
        assert secret.encode("utf-16-be").hex().encode() not in whole


def _numbers(file: pypdf.PdfReader) -> list[int]:
    return [
        number for number in range(1, file.trailer["/Size"]) if number in file.xref[0] or number in file.xref_objStm
    ]


def _content(item: Any) -> bytes:
    return item.get_data() if hasattr(item, "get_data") else repr(item).encode()


def test_threads_wait_for_each_other(press: Press) -> None:
    said = [varied.certificate(number) for number in (1, 5, 9, 13)] * 3
    alone = [press.produce(each, evidence(each)) for each in said]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda each: press.produce(each, evidence(each)), said)) == alone


def test_the_shelf_is_bounded() -> None:
    press = Press()
    press._shelf = Shelf(most=2)
    for units in (1, 2, 3):
        press.produce(snapshot(units=units), Evidence(varied.moment(snapshot())))
    report = press.report()
    assert (report["templates"], report["compiled"], report["forgotten"]) == (2, 3, 1)


@pytest.mark.parametrize("name", [r"Siti (Rahma) \ <b>&amp; “W”", "Ŵynne Ñusta", "D'Arcy "])
def test_title_and_metadata_are_of_this_certificate(press: Press, name: str) -> None:
    said = snapshot(holder_name=name)
    press.produce(snapshot(), evidence(said))
    stamped, way = press.produce(said, evidence(said))
    laid_out = press.layer(said, evidence(said))
    assert way == "stamped"
    assert reader(stamped).metadata == reader(laid_out).metadata
    title = "".join(ElementTree.fromstring(_xmp(stamped)).find(f".//{DC}").itertext())
    assert title == reader(stamped).metadata.title
    assert name in title
    assert _xmp(stamped) == _xmp(laid_out)


def _xmp(content: bytes) -> bytes:
    return reader(content).trailer["/Root"]["/Metadata"].get_data()


def test_the_structure_is_that_of_the_long_way(press: Press) -> None:
    said = varied.certificate(7)
    stamped, laid_out = press.produce(said, evidence(said))[0], press.layer(said, evidence(said))
    one, other = (_structure(reader(each).trailer["/Root"]["/StructTreeRoot"]["/K"][0]) for each in (stamped, laid_out))
    assert one == other
    assert said["verify_url"].partition("#")[0] in str(one)
    assert [str(each.title) for each in reader(stamped).outline if not isinstance(each, list)] == [
        str(each.title) for each in reader(laid_out).outline if not isinstance(each, list)
    ]


def _structure(element: Any) -> Any:
    if isinstance(element, int):
        return element
    kids = [_structure(kid.get_object()) for kid in element.get("/K", [])]
    return element["/S"], element.get("/Alt"), kids


def test_the_code_is_drawn_within_its_figure(press: Press) -> None:
    said = snapshot()
    stamped, laid_out = press.produce(said, evidence(said))[0], press.layer(said, evidence(said))
    figures = [
        re.findall(
            rb"/Figure\s*<</MCID \d+>>\s*BDC(.*?)EMC", reader(each).pages[0].get_contents().get_data(), re.DOTALL
        )
        for each in (stamped, laid_out)
    ]
    assert figures[0][0].split() == figures[1][0].split()
    assert figures[0][0].count(b" l\n") > 100


def test_a_version_of_the_code_needs_no_template_of_its_own(press: Press) -> None:
    longer = snapshot(verify_url=snapshot()["verify_url"] + "abc/" * 20)
    press.produce(longer, evidence(longer))
    compiled = press.report()["compiled"]
    for extra in ("", "defghijk" * 3):
        said = longer | {"verify_url": longer["verify_url"][:-4] + extra + "abc/"}
        stamped, way = press.produce(said, evidence(said))  # type: ignore[arg-type]
        assert way == "stamped"
        assert pixels.difference(stamped, press.layer(said, evidence(said))).is_small  # type: ignore[arg-type]
    assert press.report()["compiled"] <= compiled + 1
