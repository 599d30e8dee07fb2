"""A snapshot as HTML: the same pages for the press, which adds the art itself, and for anybody who prints them bare."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import segno
from django.template.loader import render_to_string

from certificates.printing import front, ink, words
from certificates.printing.faces import FALLBACKS, HOUSE, fallbacks_for
from certificates.snapshot import Snapshot

TEMPLATE = "certificates/pdf/klasik.html"
LOGO = re.compile(r"data:image/(png|jpeg|svg\+xml);base64,[A-Za-z0-9+/=\s]+")


@cache
def layout_css() -> str:
    """The style sheet, with the fallback fonts written out behind each house font."""
    families = ", ".join(f'"{face.family}"' for face in FALLBACKS)
    source = (Path(__file__).parent / "klasik.css").read_text(encoding="utf-8")
    return source.replace("var-fallbacks", families)


def bare_css(snapshot: Snapshot) -> str:
    """Fonts, layout and art in one: all that a plain HTML printer needs."""
    fonts = "\n".join(face.css for face in (*HOUSE, *fallbacks_for(text_of(snapshot))))
    # A page's background starts at its margins, so that the art is moved back to the corner of the paper.
    art = "\n".join(
        f"@page {page}{{background:url({ink.svg(page)}) no-repeat {corner};background-size:210mm 297mm}}"
        for page, corner in ((front_art(snapshot), "0 0"), ("back", "-20mm -24mm"))
    )
    return f"{fonts}\n{layout_css()}\n{art}"


def front_art(snapshot: Snapshot) -> str:
    """The name of the first page's art: sealed where there is no logo."""
    return "front" if logo(snapshot) else "sealed"


def logo(snapshot: Snapshot) -> str:
    """The logo, if it is a picture inside the snapshot; an address that would have to be fetched is no logo."""
    return snapshot["body"]["logo"] if LOGO.fullmatch(snapshot["body"]["logo"]) else ""


def text_of(snapshot: Snapshot) -> str:
    """All that may be printed, for choosing fonts."""
    body, scheme = snapshot["body"], snapshot["scheme"]
    parts = [snapshot["holder_name"], snapshot["certificate_number"], snapshot["registration_number"]]
    parts += [str(value) for key, value in body.items() if key != "logo"]
    parts += [str(value) for value in scheme.values()]
    parts += [value for unit in snapshot["units"] for value in (unit["code"], unit["title"], unit["title_en"])]
    parts += [value for standard in snapshot["standards"] for value in (standard["citation"], standard["title"])]
    return "".join((*parts, *snapshot["legal_basis"], snapshot["verify_url"]))


def to_html(snapshot: Snapshot, *, style: str = "") -> str:
    """The certificate as HTML; without a style the printer must bring `layout_css` and the fonts along."""
    return render_to_string(TEMPLATE, _context(snapshot) | {"style": style})


def _context(snapshot: Snapshot) -> dict[str, Any]:
    months = snapshot["validity_months"]
    lines, address = front.address(snapshot["verify_url"])
    days = {"decided": "decided_on", "issued": "issued_on", "expires": "expires_on"}
    return {
        "certificate": snapshot,
        "body": snapshot["body"],
        "scheme": snapshot["scheme"],
        "logo": logo(snapshot),
        "initials": front.initials(snapshot["body"]["name"]),
        "first_page": front_art(snapshot),
        "middle": front.middle(snapshot),
        "set": front.foot(snapshot) | {"address": address},
        "address": lines,
        "footer": front.footer(snapshot),
        "span": {"id": words.span_id(months), "en": words.span_en(months)},
        "day": {name: words.date_id(snapshot[key]) for name, key in days.items()},  # type: ignore[literal-required]
        "day_en": {name: words.date_en(snapshot[key]) for name, key in days.items()},  # type: ignore[literal-required]
        "qr": segno.make(snapshot["verify_url"], error="m", micro=False).svg_data_uri(border=4, dark="#000"),
    }
