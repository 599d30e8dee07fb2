"""What the families' first pages have in common: signature, address, initials; and the foot of the list's pages."""

import re

from certificates.printing.faces import ITALIC, LABEL, LABEL_STRONG, STRONG, TEXT
from certificates.printing.fit import Fit, Step, fit, measure
from certificates.snapshots.snapshot import Snapshot

FOOTER_WIDTH, FOOTER_SIZE = 104.0, 7.0
HEAD_TRACKING = 1.1  # letter-spacing of the small capitals

HEAD = (Step(13.5, 18), Step(12, 15), Step(11, 13.5, 2), Step(8.5, 10.5, 3), Step(7, 7.5, 9))
BODY = (Step(10.5, 12), Step(9.5, 12, 2), Step(8, 9, 9))
SIGNATORY = (
    *(Step(11.5, 15), Step(10.5, 12), Step(9.5, 12, 2), Step(8, 9, 9)),
    *(Step(7, 7.5, 9), Step(6, 6.75, 9), Step(5, 6, 9), Step(4.5, 5.25, 9)),
)
ADDRESS = (Step(7.5, 9), Step(7, 9), Step(6.5, 9), Step(6, 9), Step(5.5, 7.5, 9))
POST = (
    Step(9, 12),
    Step(8, 9, 2),
    Step(7, 7.5, 9),
    Step(6, 6.75, 9),
    Step(5, 6, 9),
    Step(4.5, 5.25, 9),
    Step(4, 4.5, 9),
)
LINEAGE = (Step(7, 9), Step(6.5, 9), Step(6, 9), Step(5.5, 7.5, 9))

ORIGINS = (
    ("replaces", "Menggantikan sertifikat Nomor {}", "Replaces certificate No. {}"),
    ("renews", "Perpanjangan dari sertifikat Nomor {}", "Renewal of certificate No. {}"),
)


def foot(snapshot: Snapshot, *, head: float, side: float, height: float) -> dict[str, Fit]:
    """The texts around the signature, `side` millimetres wide, and the name of the body in the head.

    Who signed and their post share `height` points: all of it starts a step lower until it fits.
    """
    body = snapshot["body"]
    for step in range(len(SIGNATORY)):
        signed = {
            "signatory": fit(body["signatory_name"], STRONG, side, SIGNATORY[step:]),
            "post": fit(body["signatory_title"], TEXT, side, POST[step:] or POST[-1:]),
            "post_en": fit(body["signatory_title_en"], ITALIC, side, POST[step:] or POST[-1:]),
        }
        if sum(text.height for text in signed.values()) <= height:
            break
    return signed | {
        "head": fit(body["name"].upper(), STRONG, head / HEAD_TRACKING, HEAD),
        "body": fit(body["name"], STRONG, side, BODY),
    }


def address(shown: str, width: float) -> tuple[list[str], Fit]:
    """The address in lines that break after a slash, in a size in which no other break is needed."""
    parts = re.findall(r"[^/]*/+|[^/]+", shown)
    size = fit(max(parts, key=len, default=""), LABEL_STRONG, width, ADDRESS)
    lines = [""]
    for part in parts:
        if lines[-1] and measure(lines[-1] + part, LABEL_STRONG, size.size) > width:
            lines.append("")
        lines[-1] += part
    return lines, size


def lineage(snapshot: Snapshot, width: float) -> list[dict[str, str]]:
    """What the certificate stands for or follows, in its languages, one line each, all in one size."""
    lines = [
        {"slot": key if lang == "id" else f"{key}-en", "lang": lang, "text": text.format(snapshot[key])}  # type: ignore[literal-required]
        for key, *languages in ORIGINS
        for lang, text in zip(snapshot["design"]["languages"], languages, strict=False)
        if snapshot[key]  # type: ignore[literal-required]
    ]
    longest = max((line["text"] for line in lines), key=lambda text: measure(text, LABEL, 1), default="")
    style = fit(longest, LABEL, width, LINEAGE).style
    return [line | {"style": style} for line in lines]


def footer(snapshot: Snapshot) -> str:
    """Number and holder for the foot of each page of the list, cut to one line."""
    text = f"{snapshot['certificate_number']}  ·  {snapshot['holder_name']}"
    if measure(text, LABEL, FOOTER_SIZE) <= FOOTER_WIDTH:
        return text
    while measure(text + "…", LABEL, FOOTER_SIZE) > FOOTER_WIDTH:
        text = text[:-1]
    return text.rstrip() + "…"


def initials(name: str) -> str:
    """Up to three initials of a body, without the word LSP: "LSP Nusantara Kompeten" is "NK"."""
    words = [word for word in name.split() if word.upper() != "LSP" and word[0].isalpha()]
    return "".join(word[0].upper() for word in words[:3]) or "LSP"
