"""How the demo's assessors are evaluated: reviews, witnessed assessments and what BNSP wrote."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from assessments.models import AssessmentSession, Assignment
from ethics.checklists.statements import WITNESSED
from ethics.evaluations.models.reviews import MARKS
from ethics.evaluations.operations import evaluations, inspections, reviews, witnessings
from ethics.feedback.operations import Said
from ethics.models import Review, Witnessing
from kit.accounts import Account

from .clock import standing_on
from .people import Team, account_of
from .upkeep import attested

ADVICE = "Rencana sebaiknya memuat pilihan cara uji bagi asesi yang bekerja malam."
THANKS = "Terima kasih. Pilihan waktu sudah saya masukkan ke rencana berikutnya."
GOOD = "Penjelasannya runtut, asesi berani bertanya, dan bukti dicatat saat itu juga."
LATE = "Uji mulai sepuluh menit terlambat karena daftar hadir belum siap."
# Days ago, place of the assessor, kind, letter, outcome, what BNSP found.
BY_BNSP = [
    (300, 0, "surveillance", "B-0412/BNSP", "met", ""),
    (110, 1, "witness", "B-0977/BNSP", "improve", "Catatan bukti lisan belum ditulis saat uji berlangsung."),
    (40, 2, "renewal", "B-1103/BNSP", "met", ""),
]
MISTAKEN = (39, 3, "renewal", "B-1103/BNSP", "met", "")


def tell(today: date, *, accounts: dict[str, Any], team: Team) -> None:
    """Past ones with and without a reply, and some that wait for each account of the demo that can be asked."""
    officer, account = accounts["etik"], {n: account_of(each.person) for n, each in enumerate(team.assessors)}
    done = _reviewed(today - timedelta(days=90), team, 0, by=officer, reviewer=account[1], advice=ADVICE)
    with standing_on(today - timedelta(days=85), hour=20) as on:
        evaluations.reply(by=account[0], on=on, evaluation=done, text=THANKS)
    _reviewed(today - timedelta(days=4), team, 0, by=officer, reviewer=officer)
    with standing_on(today - timedelta(days=3)) as on:
        _asked(team, 7, by=officer, on=on, reviewer=account[0])
        _asked(team, 1, by=accounts["admin"], on=on, reviewer=officer)
        _asked(team, 3, by=accounts["admin"], on=on, reviewer=accounts["admin"])
    _witnessed(today, team, officer=officer, admin=accounts["admin"], witness=account[2])
    for row in BY_BNSP:
        _inspected(today, team, *row, by=accounts["admin"])
    entry = _inspected(today, team, *MISTAKEN, by=accounts["admin"])
    with standing_on(today - timedelta(days=38)) as on:
        why = "Tertukar: surat ini untuk asesor lain."
        inspections.retract_inspection(by=officer, on=on, inspection=entry, reason=why)


def _asked(team: Team, place: int, *, by: Account, on: date, reviewer: Any) -> Review:
    """Of the assessor's last finished session of that day."""
    assessor = team.assessors[place]
    task = (
        _tasks(team, place, AssessmentSession.Status.FINISHED)
        .filter(session__ends_at__date__lte=on)
        .latest("session__ends_at")
    )
    return reviews.ask_review(by=by, on=on, session=task.session, assessor=assessor, reviewer=reviewer)


def _reviewed(day: date, team: Team, place: int, *, by: Account, reviewer: Any, advice: str = "") -> Review:
    with standing_on(day) as on:
        review = _asked(team, place, by=by, on=on, reviewer=reviewer)
    marks = dict.fromkeys(MARKS, True) | ({("plan", "flexible"): False} if advice else {})
    with standing_on(day + timedelta(days=2), hour=16) as on:
        return reviews.fill_review(
            by=reviewer, on=on, review=review, marks=marks, process_advice=advice, decision_advice=""
        )


def _witnessed(today: date, team: Team, *, officer: Any, admin: Any, witness: Any) -> None:
    """One reported today, one that waits for its report, one planned and one called off."""
    running, ahead = AssessmentSession.Status.RUNNING, AssessmentSession.Status.PLANNED
    with standing_on(today - timedelta(days=1)) as on:
        plan: Callable[..., Witnessing] = witnessings.plan_witnessing
        act = {"by": officer, "on": on}
        told = plan(**act, **_of(team, 0, running), witness=officer)
        plan(**act, **_of(team, 1, running), witness=officer)
        plan(**act, **_of(team, 1, ahead), witness=witness)
        off = plan(**act, **_of(team, 2, ahead), witness=admin)
    with standing_on(today, hour=8) as on:
        evaluations.call_off(by=officer, on=on, evaluation=off, reason="Saksi bertugas di kota lain pada hari itu.")
    with standing_on(today, hour=9) as on:
        observed = {each.number: Said(agrees=True) for each in WITNESSED} | {3: Said(agrees=False, note=LATE)}
        witnessings.report_witnessing(
            by=officer, on=on, witnessing=told, happened_on=on, observed=observed, strengths=GOOD,
            improvements="Siapkan daftar hadir sehari sebelumnya.", conclusion="met",
        )  # fmt: skip


def _tasks(team: Team, place: int, status: str) -> Any:
    rows = Assignment.objects.filter(assessor=team.assessors[place], session__status=status)
    return rows.select_related("session").order_by("session__starts_at")


def _of(team: Team, place: int, status: str) -> dict[str, Any]:
    return {"session": _tasks(team, place, status).first().session, "assessor": team.assessors[place]}


def _inspected(
    today: date, team: Team, ago: int, place: int, kind: str, letter: str, outcome: str, findings: str, *, by: Account
) -> Any:
    assessor, day = team.assessors[place], today - timedelta(days=ago)
    letter = f"{letter}/{day.year}"
    text = f"{letter}\n\n{assessor.person.name}\n{findings or 'Memenuhi.'}"
    with standing_on(day + timedelta(days=1), hour=10) as on:
        return inspections.record_inspection(
            by=by, on=on, assessor=assessor, happened_on=day, kind=kind, letter=letter, outcome=outcome,
            findings=findings, evidence=attested(text, "Hasil evaluasi"),
        )  # fmt: skip
