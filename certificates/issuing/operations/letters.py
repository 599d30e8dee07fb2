"""Nothing is issued that would show a box: every text of the snapshot that is printed is asked, in both languages."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assessments.models import CertificationBody, SchemeVersion, Unit
from assessments.schemes.operations.words import label_of, place_of_unit
from kit.errors import RuleError
from kit.printable import described, unshown, visible

from ...printing.families import family_of
from ...snapshots.snapshot import TEXTS, Snapshot

MOST_TOLD = 6


class Text(NamedTuple):
    """A text of the snapshot, what it is part of, and how to say where the reader finds it."""

    part: str
    text: str
    where: Callable[[], str]


def check_printable(snapshot: Snapshot) -> None:
    """Refuses what the certificate could not show, naming each place and letter.

    RuleError "name_unprintable" for the holder's name, "unprintable" for the words of the scheme, its units and
    standards, "lsp_unprintable" for those of the LSP itself, which stand in the way of every certificate.
    """
    wrong = [(each, letters) for each in texts_of(snapshot) if (letters := unshown(each.text))]
    if not wrong:
        return
    part = wrong[0][0].part
    told = [f"{each.where()}: {described(letters)}" for each, letters in wrong if each.part == part]
    if more := len(told[MOST_TOLD:]):
        told[MOST_TOLD:] = [_("dan %(count)s lagi") % {"count": more}]
    code, advice = _advice(part)
    message = _("Ada huruf yang tidak dapat dicetak pada sertifikat. %(places)s. %(advice)s")
    raise RuleError(message, code=code, params={"places": capfirst("; ".join(told)), "advice": advice})


def texts_of(snapshot: Snapshot) -> Iterator[Text]:
    """Every text that is printed, the holder's name first."""
    scheme, body = snapshot["scheme"], snapshot["body"]
    for name, told in TEXTS.items():
        if told.part:
            yield Text(told.part, snapshot[name], partial(str, told.label))  # type: ignore[literal-required]
    yield Text("scheme", scheme["number"], lambda: _("nomor skema"))
    for name in SchemeVersion.PRINTED:
        yield Text("scheme", scheme[name], partial(label_of, SchemeVersion, name))  # type: ignore[literal-required]
    for unit in snapshot["units"]:
        for name in Unit.PRINTED:
            yield Text("scheme", unit[name], partial(place_of_unit, name, unit["code"]))  # type: ignore[literal-required]
    for standard in snapshot["standards"]:
        yield Text("standard", f"{standard['citation']} {standard['title']}", partial(_standard, standard["citation"]))
    for name in CertificationBody.PRINTED:
        yield Text("body", body[name], partial(label_of, CertificationBody, name))  # type: ignore[literal-required]
    for basis in snapshot["legal_basis"]:
        yield Text("basis", basis, partial(visible, basis))
    for key, text in snapshot["design"]["texts"].items():
        yield Text("design", text, partial(_wording, snapshot, key))


def _standard(citation: str) -> str:
    return _("standar %(name)s") % {"name": visible(citation)}


def _wording(snapshot: Snapshot, key: str) -> str:
    known = family_of(snapshot).texts
    return str(known[key].label) if key in known else key


def _advice(part: str) -> tuple[str, str]:
    """The code of the refusal, and what to do."""
    return {
        "holder": ("name_unprintable", _("Perbaiki nama pada data asesi.")),
        "number": ("lsp_unprintable", _("Perbaiki pola nomor.")),
        "scheme": (
            "unprintable",
            _(
                "Yang sudah berlaku tidak dapat diubah: buat versi baru skema dengan tulisan yang benar, dan unit baru"
                " untuk judul unit yang terkunci."
            ),
        ),
        "standard": ("unprintable", _("Perbaiki data standarnya.")),
        "body": ("lsp_unprintable", _("Perbaiki profil LSP.")),
        "basis": ("lsp_unprintable", _("Perbaiki dasar hukumnya.")),
        "design": ("lsp_unprintable", _("Buat versi baru desain sertifikatnya.")),
    }[part]
