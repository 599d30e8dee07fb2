"""The course of an assessment as its history tells it, held against its rows.

Verdicts, signature and decision are rows that an UPDATE changes; every act on them wrote an event beside, and events
are never changed. Events are told in the order of writing; their moments may go back by no more than a clock does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from kit.errors import RuleError

from ..models import Assessment, Event, Verdict

GRACE = timedelta(minutes=5)  # between moments of one act: it is signed before it is entered, and may wait
BEFORE_DECISION = ("enrolled", "recorded", "signed")
Told = Mapping[str, Sequence[Event]]


def by_verb(events: Iterable[Event]) -> Told:
    told: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        told[event.verb].append(event)
    return told


def step_problems(told: Told, steps: Sequence[str]) -> Iterator[str]:
    """Each step once, and one after the other; only verdicts are recorded again and again."""
    for verb in steps:
        number = len(told.get(verb, ()))
        if number == 0 or (number > 1 and verb != "recorded"):
            yield f"its history tells {number} times that it was {verb}"
    events = [event for verb in steps for event in told.get(verb, ())]
    for before, after in pairwise(events):
        if after.pk < before.pk or after.at < before.at - GRACE:
            yield f"its history tells that it was {before.verb} after it was {after.verb}"


def verdict_problems(verdicts: Iterable[Verdict], recorded: Sequence[Event]) -> Iterator[str]:
    """The last outcome that was recorded of each unit is the one that stands, and of who recorded it."""
    last: dict[str, tuple[str, int | None]] = {}
    for event in recorded:
        last |= {code: (outcome, event.actor_id) for code, outcome in event.data["verdicts"].items()}
    for verdict in verdicts:
        outcome, actor = last.pop(verdict.unit.code, ("", None))
        if not outcome:
            yield f"unit {verdict.unit.code} has a verdict that its history never recorded"
        elif outcome != verdict.outcome:
            yield f"unit {verdict.unit.code} is {verdict.outcome}, but its history recorded {outcome}"
        elif actor != verdict.recorded_by_id:
            yield f"unit {verdict.unit.code} was recorded by somebody else than its history says"
    for code in last:
        yield f"its history recorded unit {code}, which has no verdict"


def signature_problems(assessment: Assessment, signed: Sequence[Event]) -> Iterator[str]:
    """Whose ties are asked is who signed: no other assessor is put in his place afterwards."""
    if assessment.assessor.person.account_id != assessment.signed_by_id:
        yield "its verdicts are signed by somebody else than its assessor"
    for event in signed:
        if event.actor_id != assessment.signed_by_id:
            yield "its verdicts are signed by somebody else than its history says"
        if not are_together(event, assessment.signed_at):
            yield "its verdicts are signed at another time than its history says"


def decision_problems(assessment: Assessment, granted: Sequence[Event]) -> Iterator[str]:
    decision = assessment.decision
    for event in granted:
        if event.actor_id != decision.decided_by_id:
            yield "it was decided by somebody else than its history says"
        if event.on != decision.decided_on or not are_together(event, decision.decided_at):
            yield "it was decided on another day than its history says"
        if event.reason != decision.reason:
            yield "it was decided for another reason than its history says"


def are_together(event: Event, moment: datetime | None) -> bool:
    """Whether a row and its event were written in one act."""
    return moment is not None and -GRACE <= event.at - moment <= GRACE


def check_signed_as_told(assessment: Assessment) -> None:
    """Refuses "told_otherwise" unless the history tells how these verdicts were recorded and signed: rows that no act
    of the portal wrote are decided by nobody.
    """
    told = _told(assessment)
    _refuse(step_problems(told, BEFORE_DECISION), _sheet_problems(assessment, told))


def check_granted_as_told(assessment: Assessment) -> None:
    """Refuses "told_otherwise" unless the history tells of verdicts, signature and decision what the rows say."""
    told = _told(assessment)
    steps = step_problems(told, (*BEFORE_DECISION, "granted"))
    _refuse(steps, _sheet_problems(assessment, told), decision_problems(assessment, told.get("granted", ())))


def _told(assessment: Assessment) -> Told:
    return by_verb(Event.objects.about(assessment).order_by("pk"))


def _sheet_problems(assessment: Assessment, told: Told) -> Iterator[str]:
    yield from verdict_problems(assessment.verdicts.select_related("unit"), told.get("recorded", ()))
    yield from signature_problems(assessment, told.get("signed", ()))


def _refuse(*problems: Iterator[str]) -> None:
    if any(True for some in problems for _problem in some):
        raise RuleError(
            _(
                "Riwayat asesmen ini menceritakan hal lain daripada data yang tersimpan, jadi data itu diubah di luar"
                " portal. Laporkan kepada admin LSP; asesi diuji ulang pada asesmen baru."
            ),
            code="told_otherwise",
        )
