"""An SVG from outside is made harmless or refused."""

import re
from base64 import b64encode

import pytest

from certificates.printing import own_art, render
from certificates.printing.evidence import Evidence
from certificates.printing.own_art import clean_svg
from certificates.printing.press import Press
from certificates.printing.whole import Undrawn
from kit.errors import RuleError

from . import varied
from .samples import snapshot

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 210 297"'
GOOD = (
    f'{HEAD} width="210mm" height="297mm"><title>Bingkai</title><defs><linearGradient id="g"><stop offset="0" '
    'stop-color="#0B5563"/></linearGradient><circle id="dot" r="3"/></defs>'
    '<g transform="translate(5 5)" style="stroke:#9A7B2F;stroke-width:0.2;font-family:X"><path d="M0 0C1 2 3 4 5 6Z" '
    'fill="url(#g)" class="a"/></g><use xlink:href="#dot" x="9" y="9"/></svg>'
)


def svg(inside: str, attributes: str = "") -> str:
    return f"{HEAD} {attributes}>{inside}</svg>"


def test_a_drawing_stays_and_what_is_said_about_it_goes() -> None:
    cleaned = clean_svg(GOOD)
    for kept in ('viewBox="0 0 210 297"', 'd="M0 0C1 2 3 4 5 6Z"', "url(#g)", 'stroke-width="0.2"', 'href="#dot"'):
        assert kept in cleaned
    for gone in ("title", "style", "class", "font"):
        assert gone not in cleaned
    assert clean_svg(cleaned) == cleaned


def test_editors_leave_their_own_elements_and_a_doctype_behind() -> None:
    doctype = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    inside = (
        '<!-- x --><i:pgf xmlns:i="urn:adobe">secret</i:pgf><rect width="3" height="4" i:x="1" xmlns:i="urn:adobe"/>'
    )
    cleaned = clean_svg(doctype + svg(inside))
    assert "rect" in cleaned and "secret" not in cleaned and "adobe" not in cleaned


HOSTILE = {
    "script": svg("<script>alert(1)</script>"),
    "script without namespace": svg('<script xmlns="">alert(1)</script>'),
    "handler": svg('<rect width="1" height="1" onload="alert(1)"/>'),
    "handler on top": svg("", 'onload="alert(1)"'),
    "foreign object": svg('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'),
    "hidden html": svg('<h:div xmlns:h="http://www.w3.org/1999/xhtml">x</h:div>'),
    "picture": svg('<image href="data:image/png;base64,AAAA"/>'),
    "file": svg('<image xlink:href="file:///etc/passwd"/>'),
    "link": svg('<a href="#x"><path d="M0 0"/></a>'),
    "style sheet": svg("<style>@import url(http://evil.example)</style>"),
    "text": svg('<text x="1" y="1">Bukan huruf kami</text>'),
    "address in fill": svg('<path d="M0 0" fill="url(http://evil.example/a#b)"/>'),
    "address in style": svg('<path d="M0 0" style="fill:url(file:///etc/passwd)"/>'),
    "escaped address": svg(r'<path d="M0 0" fill="u\72l(http://evil.example)"/>'),
    "stripes without end": svg(
        '<linearGradient id="g" x2="1e-7" spreadMethod="repeat"/><path d="M0 0" fill="url(#g)"/>'
    ),
    "use from outside": svg('<use href="http://evil.example/a.svg#b"/>'),
    "use of nothing": svg('<use href="#nobody"/>'),
    "use of itself": svg('<g id="a"><use href="#a"/></g>'),
    "use of a use": svg('<use id="a" href="#b"/><use id="b" href="#a"/>'),
    "gradient of itself": svg('<linearGradient id="a" href="#a"/>'),
    "clip of itself": svg('<clipPath id="a"><path d="M0 0" clip-path="url(#a)"/></clipPath>'),
    "clip around itself": svg('<g clip-path="url(#a)"><clipPath id="a"><path d="M0 0"/></clipPath></g>'),
    "animation": svg('<rect width="1" height="1"><set attributeName="href" to="javascript:alert(1)"/></rect>'),
    "filter": svg('<filter id="a"><feImage href="http://evil.example"/></filter>'),
    "entity": f'<!DOCTYPE svg [<!ENTITY a "b">]>{svg("&a;")}',
    "outside entity": f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{svg("&a;")}',
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_runs_fetches_or_typesets_is_refused(case: str) -> None:
    with pytest.raises(RuleError) as refusal:
        clean_svg(HOSTILE[case])
    assert refusal.value.code == "art_unsafe"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PNG",
        "<html/>",
        "<svg viewBox='0 0 1 1'/>",
        HEAD.replace('viewBox="0 0 210 297"', "") + "/>",
        HEAD.replace("210 297", "0 0") + "/>",
        HEAD.replace("210 297", "1") + "/>",
        HEAD.replace("210 297", "1.2.3 4") + "/>",
        f"{HEAD}>",
        svg("\x00"),
        svg("&nbsp;"),
    ],
)
def test_what_is_no_svg_with_a_view_is_refused(text: str) -> None:
    with pytest.raises(RuleError) as refusal:
        clean_svg(text)
    assert refusal.value.code == "art_not_svg"


@pytest.mark.parametrize(
    "text",
    [
        svg(f'<path d="M{" 1" * own_art.LARGEST}"/>'),
        svg("<g/>" * (own_art.MOST_ELEMENTS + 1)),
        svg("<g>" * 500 + "</g>" * 500),
        svg(f'<g id="a">{"<g/>" * 500}</g>' + '<use href="#a"/>' * 500),
        svg(f'<clipPath id="a">{"<path/>" * 500}</clipPath>' + '<path clip-path="url(#a)"/>' * 500),
    ],
)
def test_what_is_too_much_is_refused(text: str) -> None:
    with pytest.raises(RuleError) as refusal:
        clean_svg(text)
    assert refusal.value.code == "art_too_large"


def test_own_art_takes_the_place_of_the_familys() -> None:
    art = "data:image/svg+xml;base64," + b64encode(clean_svg(GOOD).encode()).decode()
    mine, theirs = render(snapshot(design={"art": art})), render(snapshot())
    assert len(mine) < len(theirs)
    assert not re.search(rb"art-klasik-(front|sealed)", mine)


def test_no_certificate_is_printed_without_its_art() -> None:
    """WeasyPrint would leave the drawing out, and the template kept of it would leave it out for ever."""
    said, press = snapshot(design={"art": clean_svg(svg('<path d="M 0 0 A 1 1 0 0"/>'))}), Press()
    for _time in range(2):
        with pytest.raises(Undrawn):
            press.produce(said, Evidence(varied.moment(said)))
    assert press.report()["templates"] == 0
