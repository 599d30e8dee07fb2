"""The competence card: the front of a wallet card. Who is certified in what, until when, and where to check it."""

import io
from functools import cache

from django.template.loader import render_to_string

from certificates.printing import document, ink, words
from certificates.printing.art import card as art
from certificates.printing.code import code, readable
from certificates.printing.faces import DISPLAY_STRONG, ITALIC, LABEL_STRONG, STRONG
from certificates.printing.fit import Fit, Step, fit
from certificates.printing.pictures import pictures
from certificates.printing.press import Press
from certificates.snapshots.snapshot import Snapshot

WIDTH, HEIGHT = 85.6, 54.0  # mm, ID-1 of ISO/IEC 7810
DPI = 300
CODE = 26.0  # mm
MARGIN = 4.0
BAR = 10.5  # mm, the height of the head
ISSUER_WIDTH, BESIDE_LOGO = 46.0, 33.0
WHAT = 44.0  # pt, the height for the titles
ISSUER = (Step(8.5, 10.5), Step(7.5, 9, 2), Step(6.5, 7.5, 2), Step(5.5, 6.5, 3), Step(4, 4.5, 5))
NAME = (
    *(Step(15, 18), Step(13, 15), Step(11.5, 13.5), Step(10, 12, 2), Step(9, 10.5, 2)),
    *(Step(7.5, 8, 3), Step(6, 6.25, 4), Step(5, 5.25, 4), Step(4, 4.25, 9)),
)
TITLE = (Step(8.5, 10, 2), Step(7.5, 9, 3), Step(6.5, 7.5, 4), Step(5.5, 6, 5), Step(4.5, 5, 9), Step(3.5, 3.75, 9))
TITLE_EN = (Step(6.5, 7.5, 2), Step(5.5, 6.5, 2), Step(5, 5.5, 3), Step(4.5, 5, 4), Step(4, 4.25, 9), Step(3, 3.25, 9))
NUMBER = (Step(7.5, 9), Step(7, 9), Step(6.5, 9), Step(6, 9), Step(5, 6, 2))


def card_pdf(press: Press, snapshot: Snapshot) -> bytes:
    """The card as a PDF of one page in the size of a bank card. The same snapshot gives the same bytes."""
    html = render_to_string("certificates/pdf/card.html", _context(snapshot))
    return press.sheet(html, style(), document.text_of(snapshot))


def card_png(press: Press, snapshot: Snapshot) -> bytes:
    """The card as a picture for a phone, 300 dots to the inch."""
    (picture,) = pictures(card_pdf(press, snapshot), dpi=DPI)
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True, dpi=(DPI, DPI))
    return file.getvalue()


@cache
def style() -> str:
    source = document.read_style("card")
    return f"{source}\n@page{{background:url({ink.image(art.front(), WIDTH, HEIGHT)}) no-repeat}}"


def _context(snapshot: Snapshot) -> dict[str, object]:
    printed = code(snapshot["verify_url"], CODE)
    english = document.has_english(snapshot)
    beside = WIDTH - 2 * MARGIN - printed.side - 1
    body, scheme = snapshot["body"], snapshot["scheme"]
    logo = document.logo(snapshot)
    issuer = fit(body["name"], STRONG, BESIDE_LOGO if logo else ISSUER_WIDTH, ISSUER)
    expires = words.date_id(snapshot["expires_on"])
    if english:
        expires += f" / {words.date_en(snapshot['expires_on'])}"
    title, title_en = _titles(scheme["title"], scheme["title_en"] if english else "", beside)
    return {
        "certificate": snapshot,
        "body": body,
        "scheme": scheme,
        "english": english,
        "logo": logo,
        "code": printed,
        "shown_address": readable(snapshot["verify_url"]),
        "beside": beside,
        "issuer": issuer,
        "issuer_top": f"top:{(BAR - issuer.height * 25.4 / 72) / 2:.2f}mm",
        "name": fit(snapshot["holder_name"], DISPLAY_STRONG, WIDTH - 2 * MARGIN, NAME),
        "title": title,
        "title_en": title_en,
        "number": fit(snapshot["certificate_number"], LABEL_STRONG, beside, NUMBER),
        "expires_text": expires,
        "expires": fit(expires, LABEL_STRONG, beside, NUMBER),
    }


def _titles(title: str, title_en: str, width: float) -> tuple[Fit, Fit]:
    """The largest setting of both titles that fits beneath each other; the smallest if none does."""
    for step in range(len(TITLE)):
        set_id, set_en = fit(title, STRONG, width, TITLE[step:]), fit(title_en, ITALIC, width, TITLE_EN[step:])
        if set_id.height + (set_en.height if title_en else 0) <= WHAT:
            break
    return set_id, set_en
