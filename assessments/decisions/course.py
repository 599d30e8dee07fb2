"""The course of an assessment as its history tells it, held against its rows.

Verdicts, signature and decision are rows that an UPDATE changes; every act on them wrote an event beside, and events
are never changed. Events are told in the order of writing; their moments may go back by no more than a clock does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from kit.acts import GRACE
from kit.errors import RuleError

from ..models import Assessment, Event, Verdict

SIGNED = ("enrolled", "recorded", "signed")
GRANTED = (*SIGNED, "granted")
ENDINGS = {"not_competent": "not competent", "refused": "refused", "cancelled": "cancelled"}
Told = defaultdict[str, list[Event]]  # the events of each verb, in the order of writing


def by_verb(events: Iterable[Event]) -> Told:
    told: Told = defaultdict(list)
    for event in sorted(events, key=lambda event: event.pk):
        told[event.verb].append(event)
    return told


def course_problems(
    assessment: Assessment, verdicts: Iterable[Verdict], told: Told, steps: Sequence[str]
) -> Iterator[str]:
    """What the rows say otherwise than the history, up to the last of these steps (`SIGNED`, `GRANTED`)."""
    yield from (f"its history says {words}" for verb, words in ENDINGS.items() if told[verb])
    yield from step_problems(told, steps)
    yield from verdict_problems(verdicts, told["recorded"])
    yield from signature_problems(assessment, told["signed"])
    if "granted" in steps:
        yield from decision_problems(assessment, told["granted"])


def step_problems(told: Told, steps: Sequence[str]) -> Iterator[str]:
    """Each step once, and one after the other; only verdicts are recorded again and again."""
    for verb in steps:
        number = len(told[verb])
        if number == 0 or (number > 1 and verb != "recorded"):
            yield f"its history tells {number} times that it was {verb}"
    events = [event for verb in steps for event in told[verb]]
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


def doubt_of_course(
    assessment: Assessment, verdicts: Iterable[Verdict], events: Iterable[Event], steps: Sequence[str]
) -> RuleError | None:
    """RuleError("told_otherwise") where its events do not tell of these steps what the rows say: on rows that no act
    of the portal wrote nothing is granted, and no certificate rests.
    """
    try:
        if next(course_problems(assessment, verdicts, by_verb(events), steps), None) is None:
            return None
    except (AttributeError, LookupError, TypeError):
        pass  # an event of a shape that no act writes
    return RuleError(
        _(
            "Riwayat asesmen ini menceritakan hal lain daripada data yang tersimpan, jadi data itu diubah di luar"
            " portal. Laporkan kepada admin LSP; asesi diuji ulang pada asesmen baru."
        ),
        code="told_otherwise",
    )


def check_as_told(assessment: Assessment, steps: Sequence[str]) -> None:
    """Refuses what `doubt_of_course` finds, in two queries."""
    verdicts = assessment.verdicts.select_related("unit")
    if doubt := doubt_of_course(assessment, verdicts, Event.objects.about(assessment), steps):
        raise doubt
