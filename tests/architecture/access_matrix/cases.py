"""Reports and cases under the code of ethics."""

from ethics.cases.operations.cases import identify
from ethics.cases.operations.panels import appoint
from ethics.cases.operations.reports import answer
from ethics.cases.operations.sanctions import Penalty
from ethics.cases.views.steps import STEPS
from tests.ethics.cases import way

from .row import EVERYBODY, WRONG_METHOD, rows


def received(world):
    return [way.report(world).pk]


def identified(world):
    case = way.report(world)
    identify(by=world.wulan, on=world.today, case=case, respondent=world.bima_assessor)
    return [case.pk]


def heard(world):
    return [way.heard(world).pk]


def answered(world):
    return [way.answered(world).pk]


def sat_on(world):
    case = way.answered(world)
    members = [world.ratna, world.komang, world.sekar]
    return [appoint(by=world.wulan, on=world.today, case=case, members=members).case_id]


def decided(world):
    return [way.decided(world).panel.case_id]


def withdrawn(world):
    return [way.decided(world, penalty=Penalty("withdrawal", world.today)).panel.case_id]


def given(world):
    case = way.heard(world, files=[way.file()])
    answer(by=world.bima, on=world.today, case=case, body="Tidak benar.", files=[way.file()])
    return [case.evidence.get(side="respondent").pk]


def measure(world):
    panel = way.judged(world, assessment=world.certificate().assessment)
    return [way.decided(world, panel=panel, touches_certificate=True).measures.get().pk]


# The case that a step's page is opened for; any other step is asked of one that was only received.
WAITING = {"open": identified, "appoint": answered, "close": decided}

ROWS = [
    *rows("report_create report_follow", EVERYBODY, post=422),
    *rows("report_show", EVERYBODY, get=302, post=302),  # on to the code, until it was given
    *rows("report_close", EVERYBODY, get=WRONG_METHOD, post=302),
    *rows("report_file", "", given, missing=EVERYBODY),
    *rows("ethics_case_list", "wulan"),
    *rows("ethics_case_show", "wulan", received),
    *(row for step in STEPS for row in rows(step.url_name, "wulan", WAITING.get(step.verb, received), post=422)),
    *rows("ethics_case_letter", "wulan", withdrawn),
    *rows("ethics_case_answer", "bima", heard, post=422, missing="ratna komang wulan sekar siti yohanes tamu"),
    *rows("ethics_case_appeal", "bima", decided, post=422, missing="ratna komang wulan sekar siti yohanes tamu"),
    *rows("ethics_case_judge", "ratna komang sekar", sat_on, post=422, missing="wulan bima siti yohanes tamu"),
    *rows("ethics_case_file", "wulan bima", given, missing="ratna komang sekar siti yohanes tamu"),
    *rows("measure_answer", "komang", measure, post=422),
]
