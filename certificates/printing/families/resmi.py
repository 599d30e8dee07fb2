"""*Resmi*: portrait, fields in the order of BNSP's certificates, room for the emblem and the blank's number."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from certificates.printing import front
from certificates.printing.art import resmi as art
from certificates.printing.faces import DISPLAY, DISPLAY_ITALIC, ITALIC, STRONG
from certificates.printing.families.family import Family, Paper
from certificates.printing.fit import Step, fit, tracked
from certificates.printing.middle import NAME, TITLE, Zone, middle
from certificates.printing.wordings import COMMON, Wording, Words
from certificates.snapshots.snapshot import Snapshot

MEASURE = 154.0  # mm, of the middle
SIDE = 80.0  # mm, of the signatory
VERIFY = 75.0  # mm, of the QR code with the words beside it
LINEAGE = 74.0  # mm, of the numbers that it stands for or follows
CODE = 26.0  # mm
AUTHORITY_TRACKING, HEADING_TRACKING = 1.13, 1.12
AUTHORITY = (Step(12, 15), Step(10.5, 15), Step(9, 15), Step(7.5, 15), Step(6, 15))
AUTHORITY_EN = (Step(9.5, 12), Step(8, 12), Step(6.5, 12), Step(5, 12))
HEADING = (Step(26, 30), Step(22, 30), Step(18, 30), Step(14, 30), Step(9, 30))
HEADING_EN = (Step(13, 15), Step(11, 15), Step(9, 15), Step(7, 15))
BEHALF = (Step(9.5, 12), Step(8.5, 12), Step(7.5, 12), Step(6, 12), Step(5, 12))

BODY = (Step(10.5, 12), Step(9, 12), Step(7.5, 12), Step(6, 12), Step(5, 6, 9))

BOTH = Zone(MEASURE, 324)
ONE = Zone(MEASURE, 324, name=(Step(40, 48), *NAME), title=(Step(24, 30), *TITLE), widest_gap=33)

TEXTS = {
    "authority": Wording(_("Nama otoritas"), "Badan Nasional Sertifikasi Profesi", 60),
    "authority_en": Wording(_("Nama otoritas (Inggris)"), "Indonesian Professional Certification Authority", 60),
    **COMMON,
    "behalf": Wording(_("Atas nama"), "Atas nama Badan Nasional Sertifikasi Profesi", 70),
    "behalf_en": Wording(_("Atas nama (Inggris)"), "On behalf of Indonesian Professional Certification Authority", 70),
}


def arrange(snapshot: Snapshot, words: Words) -> dict[str, Any]:
    return {
        "middle": middle(snapshot, BOTH if words.english else ONE, words),
        "set": front.foot(snapshot, head=MEASURE, side=SIDE, height=61)
        | {
            "body": fit(snapshot["body"]["name"], STRONG, SIDE, BODY),
            "authority": tracked(words["authority"].upper(), STRONG, MEASURE, AUTHORITY, AUTHORITY_TRACKING),
            "authority_en": fit(words["authority_en"], ITALIC, MEASURE, AUTHORITY_EN),
            "behalf": fit(words["behalf"], STRONG, SIDE, BEHALF),
            "behalf_en": fit(words["behalf_en"], ITALIC, SIDE, BEHALF),
            "heading": tracked(words["heading"], DISPLAY, MEASURE, HEADING, HEADING_TRACKING),
            "heading_en": fit(words["heading_en"], DISPLAY_ITALIC, MEASURE, HEADING_EN),
        },
        "code_side": CODE,
        "verify_width": VERIFY,
        "lineage_width": LINEAGE,
    }


RESMI = Family(
    key="resmi",
    title="Resmi",
    summary=_("Tegak, urutan isian sertifikat BNSP, dengan tempat lambang dan nomor blanko."),
    paper=Paper("portrait", 210, 297, (26, 20, 27)),
    texts=TEXTS,
    arrange=arrange,
    front=art.front,
    sealed=art.front,
    back=art.back,
)
