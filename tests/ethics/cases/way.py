"""The steps of a case, for the tests that begin in the middle of one."""

import io
from datetime import timedelta

from assessments.uploads.uses import TESTIMONY
from ethics.cases.operations import appeals, cases, panels, reports
from ethics.cases.operations.sanctions import Penalty
from ethics.models import Code, EthicsCase, Panel
from tests.files import PDF, taken

CODE = "ABCDE-FGHJK-23456-MNPQR"
STORY = "Ia meminta uang kepada asesi sebelum uji."


def clauses(*numbers):
    return list(Code.objects.current().clauses.filter(number__in=numbers))


def report(world, **changes):
    said = {"by": None, "on": world.today, "code": CODE, "kind": "anonymous", "about": "Bima", "story": STORY}
    return reports.file_report(**said | changes)


def heard(world, *, assessment=None, **changes):
    """Bima was given notice by Wulan and may answer."""
    case = report(world, **changes)
    who = {"by": world.wulan, "on": world.today, "case": case}
    cases.identify(**who, respondent=world.bima_assessor)
    notice = "Ada laporan tentang permintaan uang."
    meant = {"respondent": world.bima_assessor, "clauses": clauses(8, 11), "notice": notice}
    return cases.open_case(**who, **meant, assessment=assessment)


def answered(world, **changes):
    case = heard(world, **changes)
    reports.answer(by=world.bima, on=world.today, case=case, body="Itu tidak benar.")
    return case


def bench(world, turn="first"):
    """Three people without part in a case about Bima; the first chairs."""
    names = {"first": ("galih", "laras", "made"), "appeal": ("nanda", "oki", "putri")}[turn]
    return [world.account(name, is_decision_maker=True) for name in names]


def judged(world, **changes) -> Panel:
    """A panel sits and has not decided."""
    case = answered(world, **changes)
    return panels.appoint(by=world.wulan, on=world.today, case=case, members=bench(world))


def suspension(world, first=0, last=30):
    return Penalty("suspension", world.today + timedelta(days=first), world.today + timedelta(days=last))


def chair_of(panel):
    return panel.seats.get(is_chair=True).member


def decided(world, *, penalty=None, panel=None, **changes):
    panel = panel or judged(world)
    said = {"by": chair_of(panel), "on": world.today, "panel": panel, "sustained": [8]}
    said |= {"reasons": "Terbukti dua saksi.", "penalty": penalty or suspension(world)}
    return panels.decide(**said | changes)


def appealed(world, decision=None) -> Panel:
    """Bima appealed, and the second panel sits."""
    case = (decision or decided(world)).panel.case
    appeals.file_appeal(by=world.bima, on=world.today, case=case, grounds="Saksinya keliru.")
    case = EthicsCase.objects.get(pk=case.pk)
    return panels.appoint(by=world.wulan, on=world.today, case=case, members=bench(world, "appeal"))


def file(data=PDF):
    """A piece of evidence as an operation takes it."""
    return taken(data, TESTIMONY)


def sent(data=PDF, name="bukti.pdf"):
    """A file as a browser sends it."""
    given = io.BytesIO(data)
    given.name = name
    return given
