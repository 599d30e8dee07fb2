"""The demo's assessors keep the code of ethics: they pledge, declare their relations and tell of what was offered."""

from datetime import date, timedelta
from typing import Any

from assessments.models import AssessmentSession, Assessor
from assessments.people import operations as relations
from ethics.gifts import operations as gifts
from ethics.impartiality.operations import declarations
from ethics.impartiality.operations.conflicts import decide_conflict
from ethics.impartiality.operations.declarations import Answer
from ethics.models import Code, Conflict, Tie
from ethics.pledges.operations import sign_pledge
from kit.accounts import Account

from .clock import standing_on
from .people import Team, account_of

NOTHING = Answer(Tie.NONE)
RECENT = timedelta(days=7)  # of sessions younger than this the word about gifts is still awaited
TIES = {
    ("Bagus Wirawan", "Rian Hardiansyah"): Answer(Tie.TRAINER, "Tiga tahun lalu saya membimbing magangnya satu bulan."),
}
SUPERVISED = "Bimbingan itu sudah tiga tahun berlalu dan jadwalnya hari ini; penilaian didampingi asesor lain."
# Day from today, place of the assessor, what happened, and the officer's note if there is one.
GIFTS: tuple[tuple[int, int, dict[str, Any], str], ...] = (
    (-11, 1, {"kind": "offer", "giver": "organiser", "giver_name": "Panitia TUK", "what": "Ongkos perjalanan tambahan",
              "value": 500_000, "handling": "refused", "note": "Sudah saya jelaskan bahwa LSP yang menanggungnya."},
     "Penolakan sudah tepat. TUK diingatkan secara tertulis."),
    (-2, 0, {"kind": "gift", "giver": "candidate", "what": "Parsel buah", "value": 150_000, "handling": "handed_over",
             "note": "Diantar ke rumah tanpa nama pengirim; saya serahkan ke kantor LSP."}, ""),
)  # fmt: skip


def pledge_when_due(assessor: Assessor, on: date) -> None:
    """Sign the code of the day, unless an earlier pledge covers it."""
    assessor.refresh_from_db()
    code = Code.objects.in_force(on)
    if code is None or assessor.has_pledged(on):
        return
    numbers = [clause.number for clause in code.clauses.all()]
    sign_pledge(
        by=account_of(assessor.person), on=on, assessor=assessor, code=code, seen=code.trace, confirmed=numbers,
        address="192.0.2.7",
    )  # fmt: skip


def declare(session: AssessmentSession, assessor: Assessor, on: date) -> None:
    """Nothing ties the assessor to those he is to assess."""
    act: dict[str, Any] = {"by": assessor.person.account, "on": on, "session": session, "assessor": assessor}
    asked = declarations.institutions_of(session, assessor)
    declarations.declare_institutions(**act, answers=dict.fromkeys(asked, NOTHING))
    places = declarations.undeclared(session, assessor)
    answers = {place.pk: TIES.get((assessor.person.name, place.candidate.person.name), NOTHING) for place in places}
    declarations.declare_candidates(**act, answers=answers)


def decide(session: AssessmentSession, on: date, *, by: Account, team: Team) -> None:
    """What was declared is decided at once; what the portal found waits for the officer of the demo."""
    declared = Conflict.objects.open().filter(assessment__session=session, source=Conflict.Source.DECLARED)
    for conflict in declared:
        decide_conflict(
            by=by, on=on, conflict=conflict, outcome=Conflict.Outcome.SUPERVISE, reason=SUPERVISED,
            supervisor=team.assessors[2].person,
        )  # fmt: skip


def recall_a_tie(today: date, *, by: Account, team: Team) -> None:
    """A tie that comes out once the verdicts are signed: certification waits until an officer decides."""
    person, candidate = team.assessors[7].person, team.candidates[46].person
    with standing_on(today - timedelta(days=1), hour=10) as on:
        relations.record_relation(
            by=by, on=on, person=person, relative=candidate, kind="business", note="Pernah berbagi kantor konsultan."
        )  # fmt: skip


def declare_gifts(session: AssessmentSession, on: date) -> None:
    """Every assessor of a finished session gives his word."""
    for assessor in session.assessors.select_related("person__account"):
        gifts.declare_gifts(by=account_of(assessor.person), on=on, session=session, assessor=assessor, seen=0)


def tell_of_gifts(today: date, *, by: Account, team: Team) -> None:
    for days, place, said, note in GIFTS:
        assessor = team.assessors[place]
        with standing_on(today + timedelta(days=days)) as on:
            gift = gifts.record_gift(by=account_of(assessor.person), on=on, assessor=assessor, happened_on=on, **said)
            if note:
                gifts.examine_gift(by=by, on=on, gift=gift, note=note)
