"""Two cases of the demo: one waits for the respondent's answer, one ended with a written warning."""

from datetime import date, timedelta
from typing import Any

from ethics.cases.clocks import working_days_after
from ethics.cases.involvement import barred_from_panel
from ethics.cases.operations import cases, panels, reports
from ethics.cases.operations.sanctions import Penalty
from ethics.models import Code, EthicsCase, Panel
from kit.accounts import Account

from .clock import standing_on
from .people import Team, account_of

CODE_OF_OPEN = "DEMXK-CXBA3-TEWAK-XDE45"  # the demo's only: follows the open case


def tell(today: date, *, by: Account, team: Team) -> None:
    """The closed one first; the open one is about the assessor whose account the sign-in page shows."""
    _closed(today - timedelta(days=170), by=by, team=team)
    _open(today - timedelta(days=4), by=by, team=team)


def _open(day: date, *, by: Account, team: Team) -> None:
    with standing_on(day) as on:
        case = reports.file_report(
            by=None, on=on, code=CODE_OF_OPEN, kind="anonymous", about="Pak Bagus",
            story="Saat istirahat ia menertawakan hasil kerja seorang asesi di depan asesi lain.",
        )  # fmt: skip
    with standing_on(day + timedelta(days=1)) as on:
        notice = "Ada laporan bahwa Anda menertawakan hasil kerja seorang asesi di depan orang lain."
        _hear(case, on, by=by, assessor=team.assessors[0], numbers=[3], notice=notice)
        said = "Terima kasih. Apakah Anda ingat tanggal dan tempatnya?"
        cases.write(by=by, on=on, case=case, talk="reporter", body=said)


def _closed(day: date, *, by: Account, team: Team) -> None:
    respondent = team.assessors[3]
    with standing_on(day) as on:
        case = reports.file_report(
            by=None, on=on, code=reports.new_code(), kind="named", name="Yusuf Karangan", contact="0800 0000 170",
            about=respondent.person.name, story="Ia menyebut rekan asesornya tidak cakap dalam grup percakapan asesi.",
        )  # fmt: skip
    with standing_on(day + timedelta(days=2)) as on:
        notice = "Ada laporan bahwa Anda merendahkan nama rekan asesor di depan asesi."
        _hear(case, on, by=by, assessor=respondent, numbers=[11, 12], notice=notice)
    with standing_on(day + timedelta(days=5)) as on:
        words = "Pesan itu memang saya tulis dalam keadaan kesal. Saya sudah meminta maaf kepada rekan saya."
        reports.answer(by=account_of(respondent.person), on=on, case=case, body=words)
    with standing_on(day + timedelta(days=8)) as on:
        free = panels.who_may_sit().exclude(pk__in=barred_from_panel(EthicsCase.objects.get(pk=case.pk)))
        panel = panels.appoint(by=by, on=on, case=case, members=list(free[: Panel.LEAST]))
    with standing_on(day + timedelta(days=20)) as on:
        why = "Pesan dan pengakuannya jelas; kehormatan LSP tidak ikut tercemar karena permintaan maaf segera dibuat."
        chair = panel.seats.get(is_chair=True).member
        panels.decide(by=chair, on=on, panel=panel, sustained=[11], reasons=why, penalty=Penalty("written"))
    with standing_on(working_days_after(day + timedelta(days=20), 11)) as on:
        cases.close(by=by, on=on, case=EthicsCase.objects.get(pk=case.pk))


def _hear(case: EthicsCase, on: date, *, by: Account, assessor: Any, numbers: list[int], notice: str) -> None:
    code = Code.objects.in_force(on)
    clauses = list(code.clauses.filter(number__in=numbers)) if code else []
    cases.identify(by=by, on=on, case=case, respondent=assessor)
    cases.open_case(by=by, on=on, case=case, respondent=assessor, clauses=clauses, notice=notice)
