"""*Modern*: landscape, much white, one bold line; text at the left, numbers and signature at the right."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from certificates.printing import front
from certificates.printing.art import modern as art
from certificates.printing.faces import DISPLAY, DISPLAY_ITALIC, LABEL_STRONG, STRONG
from certificates.printing.families.family import Family, Paper
from certificates.printing.fit import Step, fit, tracked
from certificates.printing.middle import NAME, TITLE, Zone, middle
from certificates.printing.wordings import COMMON, Words
from certificates.snapshots.snapshot import Snapshot

MEASURE = 174.0  # mm, of the text
SIDE = 61.0  # mm, of the side column
VERIFY = 92.0  # mm, of the QR code with the words beside it
LINEAGE = 78.0  # mm, of the numbers that it stands for or follows
CODE = 27.0  # mm
HEADING_TRACKING = 1.03
HEADING = (Step(30, 36), Step(26, 36), Step(22, 36), Step(18, 36), Step(14, 36), Step(9, 36))
HEADING_EN = (Step(15, 18), Step(12, 18), Step(9, 18), Step(7, 18))
BODY = (Step(10.5, 12, 2), Step(8.5, 10.5, 2), Step(7, 7.5, 3), Step(5, 6, 9))
NUMBER = (Step(11, 15), Step(10, 15), Step(9, 15), Step(7.5, 15), Step(6.5, 7.5, 2))

BOTH = Zone(
    MEASURE,
    273,
    name=(Step(44, 51), Step(40, 48), *NAME),
    below_name=0,
    closing=False,
    leads=False,
    inline_from=0,
)
ONE = replace(BOTH, name=(Step(48, 57), *BOTH.name), title=(Step(26, 33), Step(24, 30), *TITLE), widest_gap=36)


def arrange(snapshot: Snapshot, words: Words) -> dict[str, Any]:
    return {
        "middle": middle(snapshot, BOTH if words.english else ONE, words),
        "set": front.foot(snapshot, head=MEASURE, side=SIDE, height=58)
        | {
            "issuer": fit(snapshot["body"]["name"], STRONG, SIDE, BODY),
            "number": fit(snapshot["certificate_number"], LABEL_STRONG, SIDE, NUMBER),
            "registration": fit(snapshot["registration_number"], LABEL_STRONG, SIDE, NUMBER),
            "heading": tracked(words["heading"], DISPLAY, MEASURE, HEADING, HEADING_TRACKING),
            "heading_en": fit(words["heading_en"], DISPLAY_ITALIC, MEASURE, HEADING_EN),
        },
        "code_side": CODE,
        "verify_width": VERIFY,
        "lineage_width": LINEAGE,
    }


MODERN = Family(
    key="modern",
    title="Modern",
    summary=_("Mendatar, banyak ruang putih, satu garis tebal."),
    paper=Paper("landscape", 297, 210, (27, 24, 22)),
    texts=COMMON,
    arrange=arrange,
    front=art.front,
    sealed=art.sealed,
    back=art.back,
)
