"""The history told again: does what was recorded, signed and decided lead to what the rows say?

Verdicts, signature and decision are rows that an UPDATE changes; every act on them wrote an event beside, and events
are never changed. Events are told in the order of writing; their moments may go back by no more than a clock does.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from assessments.models import Event

from ..models import Certificate, RegisterEntry
from .records import GRACE, Record

ACTS = set(RegisterEntry.Act.values)
# In this order, and each of them once but for "recorded".
COURSE = ("enrolled", "recorded", "signed", "granted", "certified")
ENDINGS = {"not_competent": "not competent", "refused": "refused", "cancelled": "cancelled"}


def history_problems(record: Record) -> Iterator[str]:
    """What the rows say otherwise than the history of the assessment, and of the certificate."""
    told: dict[str, list[Event]] = defaultdict(list)
    for event in record.history:
        told[event.verb].append(event)
    yield from (f"its history says {words}" for verb, words in ENDINGS.items() if told[verb])
    yield from _course(told)
    yield from _verdicts(record, told["recorded"])
    yield from _signature(record, told["signed"])
    yield from _decision(record, told["granted"])
    yield from _certified(record, told["certified"])
    yield from _acts(record)


def _course(told: dict[str, list[Event]]) -> Iterator[str]:
    """Each step once, and one after the other."""
    for verb in COURSE:
        number = len(told[verb])
        if number == 0 or (number > 1 and verb != "recorded"):
            yield f"its history tells {number} times that it was {verb}"
    steps = [event for verb in COURSE for event in told[verb]]
    for before, after in pairwise(steps):
        if after.pk < before.pk or after.at < before.at - GRACE:
            yield f"its history tells that it was {before.verb} after it was {after.verb}"


def _verdicts(record: Record, recorded: Sequence[Event]) -> Iterator[str]:
    """The last outcome that was recorded of each unit is the one that stands, and of who recorded it."""
    last: dict[str, tuple[str, int | None]] = {}
    for event in recorded:
        last |= {code: (outcome, event.actor_id) for code, outcome in event.data["verdicts"].items()}
    for verdict in record.certificate.assessment.verdicts.all():
        outcome, actor = last.pop(verdict.unit.code, ("", None))
        if not outcome:
            yield f"unit {verdict.unit.code} has a verdict that its history never recorded"
        elif outcome != verdict.outcome:
            yield f"unit {verdict.unit.code} is {verdict.outcome}, but its history recorded {outcome}"
        elif actor != verdict.recorded_by_id:
            yield f"unit {verdict.unit.code} was recorded by somebody else than its history says"
    for code in last:
        yield f"its history recorded unit {code}, which has no verdict"


def _signature(record: Record, signed: Sequence[Event]) -> Iterator[str]:
    """Whose ties are asked (`ties.judging`) is who signed: no other assessor is put in his place afterwards."""
    assessment = record.certificate.assessment
    if assessment.assessor.person.account_id != assessment.signed_by_id:
        yield "its verdicts are signed by somebody else than its assessor"
    for event in signed:
        if event.actor_id != assessment.signed_by_id:
            yield "its verdicts are signed by somebody else than its history says"
        if not _together(event, assessment.signed_at):
            yield "its verdicts are signed at another time than its history says"


def _decision(record: Record, granted: Sequence[Event]) -> Iterator[str]:
    decision = record.certificate.assessment.decision
    for event in granted:
        if event.actor_id != decision.decided_by_id:
            yield "it was decided by somebody else than its history says"
        if event.on != decision.decided_on or not _together(event, decision.decided_at):
            yield "it was decided on another day than its history says"
        if event.reason != decision.reason:
            yield "it was decided for another reason than its history says"


def _certified(record: Record, certified: Sequence[Event]) -> Iterator[str]:
    """The first certificate of an assessment; what replaces one is told on the certificate alone."""
    certificate = record.certificate
    if certificate.occasion not in (Certificate.Occasion.FIRST, Certificate.Occasion.RENEWAL):
        return
    said = [(event.on, event.actor_id) for event in certified]
    if said and said != [(certificate.issued_on, certificate.issued_by_id)]:
        yield "it was issued on another day, or by somebody else, than its history says"


def _acts(record: Record) -> Iterator[str]:
    """The register and the certificate's own history tell the same acts."""
    told = [(event.verb, event.on, event.actor_id, event.reason) for event in record.acts if event.verb in ACTS]
    entered = [(row.act, row.on, row.by_id, row.reason) for row in record.certificate.entries.all()]
    if told != entered:
        yield "its history tells other acts than the register"


def _together(event: Event, moment: datetime | None) -> bool:
    """Whether a row and its event were written in one act."""
    return moment is not None and -GRACE <= event.at - moment <= GRACE
