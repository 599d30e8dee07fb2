"""A snapshot as HTML: the same pages for the press, which adds the art itself, and for anybody who prints them bare."""

import re
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.template.loader import render_to_string

from certificates.printing import front, ink, words
from certificates.printing.code import code, readable
from certificates.printing.faces import FALLBACKS, HOUSE, fallbacks_for
from certificates.printing.families import Words, family_of
from certificates.snapshots.snapshot import TEXTS, Snapshot

STYLES = Path(__file__).parent / "styles"
PICTURE = re.compile(r"data:image/(png|jpeg|svg\+xml);base64,[A-Za-z0-9+/=\s]+")
PAGES_ID = '"Halaman " counter(page) " dari " counter(pages)'
PAGES_EN = '" / Page " counter(page) " of " counter(pages)'


class Art(NamedTuple):
    """The names of the art beneath the first page and the others; "" where there is none."""

    front: str
    back: str


@cache
def layout_css(family: str, *, english: bool) -> str:
    """A family's style sheet."""
    pages = f"{PAGES_ID} {PAGES_EN}" if english else PAGES_ID
    return "\n".join(map(read_style, ("base", family))).replace("var-pages", pages)


def read_style(name: str) -> str:
    """A style sheet of this package, with the fallback fonts written out behind each house font."""
    families = ", ".join(f'"{face.family}"' for face in FALLBACKS)
    return (STYLES / f"{name}.css").read_text(encoding="utf-8").replace("var-fallbacks", families)


def style_of(snapshot: Snapshot) -> str:
    """The style sheet of a certificate: the same for all of its family and languages."""
    return layout_css(snapshot["design"]["family"], english=has_english(snapshot))


def bare_css(snapshot: Snapshot) -> str:
    """Fonts, layout and art in one: all that a plain HTML printer needs."""
    fonts = "\n".join(face.css for face in (*HOUSE, *fallbacks_for(text_of(snapshot))))
    paper = family_of(snapshot).paper
    # A page's background starts at its margins, so that the art is moved back to the corner of the paper.
    corners = ("0 0", f"-{paper.margins[1]}mm -{paper.margins[0]}mm")
    backgrounds = "\n".join(
        f"@page {page}{{background:url({ink.svg(name)}) no-repeat {corner};"
        f"background-size:{paper.width}mm {paper.height}mm}}"
        for page, name, corner in zip(Art._fields, art(snapshot), corners, strict=True)
        if name
    )
    return f"{fonts}\n{style_of(snapshot)}\n{backgrounds}"


def art(snapshot: Snapshot) -> Art:
    """Which art lies beneath the pages: sealed where there is no logo, none where the LSP has its own."""
    family = family_of(snapshot).key
    first = "" if own_art(snapshot) else f"{family}/{'front' if logo(snapshot) else 'sealed'}"
    return Art(first, f"{family}/back")


def has_english(snapshot: Snapshot) -> bool:
    return "en" in snapshot["design"]["languages"]


def logo(snapshot: Snapshot) -> str:
    """The design's logo, else the body's; an address that would have to be fetched is no logo."""
    return _picture(snapshot["design"]["logo"]) or _picture(snapshot["body"]["logo"])


def own_art(snapshot: Snapshot) -> str:
    """The LSP's own art of the first page as a data address, if it is a drawing inside the snapshot."""
    art = snapshot["design"]["art"]
    return drawing(art) if art.startswith("<svg") else _picture(art)


def drawing(art: str) -> str:
    """An SVG as a data address."""
    return "data:image/svg+xml;base64," + b64encode(art.encode()).decode()


def _picture(address: str) -> str:
    return address if PICTURE.fullmatch(address) else ""


def text_of(snapshot: Snapshot) -> str:
    """All that may be printed, for choosing fonts."""
    body, scheme = snapshot["body"], snapshot["scheme"]
    parts: list[str] = [snapshot[name] for name in TEXTS]  # type: ignore[literal-required]
    parts += Words(family_of(snapshot).texts, snapshot).values()
    parts += [str(value) for key, value in body.items() if key != "logo"]
    parts += [str(value) for value in scheme.values()]
    parts += [value for unit in snapshot["units"] for value in (unit["code"], unit["title"], unit["title_en"])]
    parts += [value for standard in snapshot["standards"] for value in (standard["citation"], standard["title"])]
    return "".join((*parts, *snapshot["legal_basis"], snapshot["verify_url"]))


def to_html(snapshot: Snapshot, *, style: str = "") -> str:
    """The certificate as HTML; without a style the printer must bring `style_of` and the fonts along."""
    return render_to_string(family_of(snapshot).template, _context(snapshot) | {"style": style})


def _context(snapshot: Snapshot) -> dict[str, Any]:
    family = family_of(snapshot)
    said = Words(family.texts, snapshot)
    arranged = family.arrange(snapshot, said)
    printed = code(snapshot["verify_url"], arranged["code_side"])
    shown = readable(snapshot["verify_url"])
    lines, size = front.address(shown, arranged["verify_width"] - printed.side - 4)
    return {
        "family": family,
        "wide": family.paper.name == "landscape",
        "english": said.english,
        "words": said,
        "certificate": snapshot,
        "body": snapshot["body"],
        "scheme": snapshot["scheme"],
        "logo": logo(snapshot),
        "signature": _picture(snapshot["design"]["signature"]),
        "own_art": own_art(snapshot),
        "initials": front.initials(snapshot["body"]["name"]),
        "code": printed,
        "shown_address": shown,
        "address_lines": lines,
        "address": size,
        "lineage": front.lineage(snapshot, arranged["lineage_width"]),
        "footer": front.footer(snapshot),
        **words.days_and_span(snapshot),
        **arranged,
    }
