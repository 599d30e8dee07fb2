"""*Klasik*: portrait, a woven frame in teal and gold, everything on the middle axis."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from certificates.printing import front
from certificates.printing.art import klasik as art
from certificates.printing.faces import DISPLAY, DISPLAY_ITALIC
from certificates.printing.families.family import Family, Paper
from certificates.printing.fit import Step, fit, tracked
from certificates.printing.middle import NAME, TITLE, Zone, middle
from certificates.printing.wordings import COMMON, Words
from certificates.snapshots.snapshot import Snapshot

MEASURE = 154.0  # mm, of the middle
SIDE = 72.0  # mm, of the signatory
VERIFY = 78.0  # mm, of the QR code with the words beside it
LINEAGE = 78.0  # mm, of the numbers that it stands for or follows
CODE = 26.0  # mm
HEADING_TRACKING = 1.17
HEADING = (Step(27, 33), Step(24, 33), Step(20, 33), Step(16, 33), Step(12, 33), Step(8, 33))
HEADING_EN = (Step(15, 18), Step(12, 18), Step(9, 18), Step(7, 18))

BOTH = Zone(MEASURE, 324)
ONE = Zone(MEASURE, 324, name=(Step(40, 48), *NAME), title=(Step(24, 30), *TITLE), widest_gap=33)


def arrange(snapshot: Snapshot, words: Words) -> dict[str, Any]:
    return {
        "middle": middle(snapshot, BOTH if words.english else ONE, words),
        "set": front.foot(snapshot, head=MEASURE, side=SIDE, height=74)
        | {
            "heading": tracked(words["heading"], DISPLAY, MEASURE, HEADING, HEADING_TRACKING),
            "heading_en": fit(words["heading_en"], DISPLAY_ITALIC, MEASURE, HEADING_EN),
        },
        "code_side": CODE,
        "verify_width": VERIFY,
        "lineage_width": LINEAGE,
    }


KLASIK = Family(
    key="klasik",
    title="Klasik",
    summary=_("Tegak, bingkai guilloche hijau dan emas, semua di tengah."),
    paper=Paper("portrait", 210, 297, (24, 20, 27)),
    texts=COMMON,
    arrange=arrange,
    front=art.front,
    sealed=art.sealed,
    back=art.back,
)
