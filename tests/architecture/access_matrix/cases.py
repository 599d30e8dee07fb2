"""Reports and cases under the code of ethics."""

from ethics.cases.operations.cases import identify
from ethics.cases.operations.panels import appoint
from ethics.cases.operations.reports import answer
from ethics.cases.operations.sanctions import Penalty
from tests.ethics.cases import matters

from .row import EVERYBODY, WRONG_METHOD, rows


def received(world):
    return [matters.report(world).pk]


def identified(world):
    case = matters.report(world)
    identify(by=world.wulan, on=world.today, case=case, respondent=world.bima_assessor)
    return [case.pk]


def heard(world):
    return [matters.heard(world).pk]


def answered(world):
    return [matters.answered(world).pk]


def sat_on(world):
    case = matters.answered(world)
    members = [world.ratna, world.komang, world.sekar]
    return [appoint(by=world.wulan, on=world.today, case=case, members=members).case_id]


def decided(world):
    return [matters.decided(world).panel.case_id]


def withdrawn(world):
    return [matters.decided(world, penalty=Penalty("withdrawal", world.today)).panel.case_id]


def given(world):
    case = matters.heard(world, files=[matters.file()])
    answer(by=world.bima, on=world.today, case=case, body="Tidak benar.", files=[matters.file()])
    return [case.evidence.get(side="respondent").pk]


def measure(world):
    panel = matters.judged(world, assessment=world.certificate().assessment)
    return [matters.decided(world, panel=panel, touches_certificate=True).measures.get().pk]


ROWS = [
    *rows("report_create report_follow", EVERYBODY, post=422),
    *rows("report_show", EVERYBODY, get=302, post=302),  # on to the code, until it was given
    *rows("report_leave", EVERYBODY, get=WRONG_METHOD, post=302),
    *rows("report_file", "", given, missing=EVERYBODY),
    *rows("matter_list", "wulan"),
    *rows("matter_show", "wulan", received),
    *rows("matter_identify matter_dismiss matter_write", "wulan", received, post=422),
    *rows("matter_open", "wulan", identified, post=422),
    *rows("matter_appoint", "wulan", answered, post=422),
    *rows("matter_close", "wulan", decided, post=422),
    *rows("matter_letter", "wulan", withdrawn),
    *rows("matter_answer", "bima", heard, post=422, missing="ratna komang wulan sekar siti yohanes tamu"),
    *rows("matter_appeal", "bima", decided, post=422, missing="ratna komang wulan sekar siti yohanes tamu"),
    *rows("matter_judge", "ratna komang sekar", sat_on, post=422, missing="wulan bima siti yohanes tamu"),
    *rows("matter_file", "wulan bima", given, missing="ratna komang sekar siti yohanes tamu"),
    *rows("measure_answer", "komang", measure, post=422),
]
