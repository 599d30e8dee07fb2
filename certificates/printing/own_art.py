"""An SVG that somebody drew elsewhere, made harmless: drawing only, nothing that is fetched, run or typeset."""

import re
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext_lazy as _

from certificates.printing import press
from certificates.printing.document import drawing
from certificates.printing.whole import Undrawn
from kit.errors import RuleError

LARGEST = 100_000  # letters; it travels in each certificate's snapshot
MOST_ELEMENTS = 5_000
DEEPEST = 32
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"

SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
PAINTS = frozenset({"linearGradient", "radialGradient", "stop", "clipPath"})
ELEMENTS = SHAPES | PAINTS | {"svg", "g", "defs", "use"}
# Said about a drawing, never drawn: left out without a word.
DROPPED = frozenset({"title", "desc", "metadata"})
ATTRIBUTES = frozenset(
    "id d x y x1 y1 x2 y2 cx cy r rx ry fx fy width height points transform viewBox preserveAspectRatio version "
    "fill fill-opacity fill-rule clip-path clip-rule clipPathUnits stroke stroke-width stroke-linecap "
    "stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset stroke-opacity opacity color "
    "offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod href".split()
)
PROPERTIES = ATTRIBUTES - set("id d x y width height points viewBox href version".split())
INSIDE = re.compile(r"url\(\s*(['\"]?)#[\w.-]+\1\s*\)")
REFERENCE = re.compile(r"#[\w.-]+")
PLAIN = re.compile(r"[\w\s#%.,()+\-/*']*")
PAPER = "@page { size: 210mm 297mm; margin: 0 }"
FOUR = re.compile(r"\s*[-+]?[\d.]+(?:e[-+]?\d+)?(?:[\s,]+[-+]?[\d.]+(?:e[-+]?\d+)?){3}\s*", re.IGNORECASE)


def clean_svg(text: str) -> str:
    """The drawing in a form that is safe to print: whitelisted elements and attributes, references only to itself.

    What is foreign to drawing (editors' data, titles) is left out. Refuses "art_too_large"; "art_not_svg" for what is
    no SVG with a viewBox; "art_unsafe" for scripts, styles, texts, pictures, addresses and entities.
    """
    if len(text) > LARGEST:
        raise RuleError(
            _("Gambar terlalu besar: paling banyak %(most)s kB."),
            code="art_too_large",
            params={"most": LARGEST // 1000},
        )
    root = _parsed(text)
    if root.tag != f"{{{SVG}}}svg" or not _has_view(root):
        raise _not_svg()
    _clean(root, depth=1, budget=[MOST_ELEMENTS])
    _check_references(root)
    register_namespace("", SVG)
    return tostring(root, encoding="unicode")


def check_drawable(art: str) -> None:
    """Refuses "art_undrawable": a value at which WeasyPrint stops, so that the whole drawing would be missing."""
    try:
        press.sheet(f'<html lang="id"><img alt="-" src="{drawing(art)}">', PAPER, "")
    except Undrawn:
        raise RuleError(
            _("Gambar ini tidak dapat dicetak. Simpan ulang dari program gambar Anda sebagai SVG biasa."),
            code="art_undrawable",
        ) from None


def _parsed(text: str) -> Element:
    try:
        return fromstring(text.strip(), forbid_dtd=False)
    except DefusedXmlException:
        raise _unsafe("ENTITY") from None
    except (ParseError, ValueError):
        raise _not_svg() from None


def _has_view(root: Element) -> bool:
    view = root.get("viewBox", "")
    if not FOUR.fullmatch(view):
        return False
    try:
        _left, _top, width, height = map(float, re.split(r"[\s,]+", view.strip()))
    except ValueError:
        return False
    return 0 < width < 1e6 and 0 < height < 1e6


def _clean(element: Element, *, depth: int, budget: list[int]) -> None:
    """Take away what is foreign, refuse what is dangerous, for this element and all within."""
    budget[0] -= 1
    if depth > DEEPEST or budget[0] < 0:
        raise _too_complex()
    element.text = element.tail = None
    _clean_attributes(element)
    for child in list(element):
        if _is_foreign(child):
            element.remove(child)
        else:
            _clean(child, depth=depth + 1, budget=budget)


def _is_foreign(child: Element) -> bool:
    """Whether an element says something about the drawing to an editor. Refuses what would be drawn or run."""
    space, _brace, name = child.tag.rpartition("}")
    if space != f"{{{SVG}":
        if name.lower() in {"script", "iframe", "html", "body", "object", "embed"} or "xhtml" in space:
            raise _unsafe(name)
        return True
    if name in DROPPED:
        return True
    if name not in ELEMENTS:
        raise _unsafe(name)
    return False


def _clean_attributes(element: Element) -> None:
    kept: dict[str, str] = {}
    for name, value in element.attrib.items():
        space, _brace, plain = name.rpartition("}")
        if plain.lower().startswith("on"):
            raise _unsafe(plain)
        if plain == "style" and not space:
            kept |= {key: part for key, part in _declarations(value) if key in PROPERTIES}
        elif plain == "href" and space in ("", f"{{{XLINK}"):
            kept["href"] = value.strip()
        elif not space and plain in ATTRIBUTES:
            kept.setdefault(plain, value)
    for name, value in kept.items():
        _check_value(name, value)
    element.attrib.clear()
    element.attrib.update(kept)


def _declarations(style: str) -> list[tuple[str, str]]:
    """A style attribute as attributes."""
    pairs = (part.partition(":") for part in style.split(";"))
    return [(name.strip().lower(), value.strip()) for name, _colon, value in pairs if value.strip()]


def _check_value(name: str, value: str) -> None:
    if name == "href":
        if not REFERENCE.fullmatch(value):
            raise _unsafe(value[:40])
    elif name == "spreadMethod" and value.strip() != "pad":
        raise _unsafe(value[:40])  # a gradient that begins again and again is drawn stripe by stripe, without end
    elif not PLAIN.fullmatch(rest := INSIDE.sub("", value)) or "url" in rest.lower():
        raise _unsafe(value[:40])


def _check_references(root: Element) -> None:
    """What is shown twice shows nothing else twice: no loops, and no drawing that grows a million times."""
    named = {element.get("id", ""): element for element in root.iter() if element.get("id")}
    parents = {child: parent for parent in root.iter() for child in parent}
    clips = {element: _clip_of(element, named) for element in root.iter()}
    budget = MOST_ELEMENTS - sum(clips.values())
    for element in root.iter():
        if "href" not in element.attrib:
            continue
        shown = named.get(element.attrib["href"][1:])
        if shown is None or any("href" in each.attrib for each in shown.iter()):
            raise _unsafe("href")
        budget -= sum(1 + clips[each] for each in shown.iter())
    if budget < 0:
        raise _too_complex()
    for clip in root.iter(f"{{{SVG}}}clipPath"):
        if any("href" in each.attrib or "clip-path" in each.attrib for each in clip.iter()):
            raise _unsafe("clipPath")
        _check_clipped(clip, parents)


def _clip_of(element: Element, named: dict[str, Element]) -> int:
    """How many elements its clip has: they are drawn all over again for each that is clipped."""
    reference = REFERENCE.search(element.get("clip-path", ""))
    clip = named.get(reference.group()[1:]) if reference else None
    return sum(1 for _each in clip.iter()) if clip is not None else 0


def _check_clipped(clip: Element, parents: dict[Element, Element]) -> None:
    """A clip within what it clips would clip itself."""
    above = parents.get(clip)
    while above is not None:
        if "clip-path" in above.attrib:
            raise _unsafe("clipPath")
        above = parents.get(above)


def _too_complex() -> RuleError:
    return RuleError(_("Gambar terlalu rumit. Sederhanakan dahulu."), code="art_too_large")


def _not_svg() -> RuleError:
    return RuleError(_("Berkas ini bukan gambar SVG dengan viewBox."), code="art_not_svg")


def _unsafe(what: str) -> RuleError:
    return RuleError(
        _(
            "Gambar memuat bagian yang tidak diperbolehkan: %(what)s. "
            "Ubah teks menjadi garis, lalu simpan tanpa skrip, gaya, gambar foto, dan tautan."
        ),
        code="art_unsafe",
        params={"what": what},
    )
