"""The history told again: does what was recorded, signed, decided and certified lead to what the rows say?"""

from collections.abc import Iterator, Sequence

from assessments.decisions import course
from assessments.models import Event

from ..models import Certificate, RegisterEntry
from .records import Record

ACTS = set(RegisterEntry.Act.values)
COURSE = (*course.GRANTED, "certified")


def history_problems(record: Record) -> Iterator[str]:
    """What the rows say otherwise than the history of the assessment, and of the certificate."""
    told, assessment = course.by_verb(record.history), record.certificate.assessment
    yield from course.course_problems(assessment, assessment.verdicts.all(), told, COURSE)
    yield from _certified(record, told["certified"])
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
