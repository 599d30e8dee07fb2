"""The history told again: does what was recorded, signed, decided and certified lead to what the rows say?"""

from collections.abc import Iterator, Sequence

from assessments.decisions import course
from assessments.models import Event

from ..models import Certificate, RegisterEntry
from .records import Record

ACTS = set(RegisterEntry.Act.values)
# In this order, and each of them once but for "recorded".
COURSE = (*course.BEFORE_DECISION, "granted", "certified")
ENDINGS = {"not_competent": "not competent", "refused": "refused", "cancelled": "cancelled"}


def history_problems(record: Record) -> Iterator[str]:
    """What the rows say otherwise than the history of the assessment, and of the certificate."""
    told, assessment = course.by_verb(record.history), record.certificate.assessment
    yield from (f"its history says {words}" for verb, words in ENDINGS.items() if told.get(verb))
    yield from course.step_problems(told, COURSE)
    yield from course.verdict_problems(assessment.verdicts.all(), told.get("recorded", ()))
    yield from course.signature_problems(assessment, told.get("signed", ()))
    yield from course.decision_problems(assessment, told.get("granted", ()))
    yield from _certified(record, told.get("certified", ()))
    yield from _acts(record)


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
