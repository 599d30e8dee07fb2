"""Everything that is not as it must be: of the database, of the register, and of each certificate."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count

from ..models import Certificate
from .absent import Absent
from .codes import code_problems
from .credentials import credential_problems
from .entries import entry_problems
from .files import file_problems, seal_problems
from .guards import guard_problems
from .history import history_problems
from .holders import holder_problems
from .keys import key_problems
from .numbers import number_problems
from .places import place_problems
from .printed import printed_problems
from .records import Record, Unread, records
from .register import broken_links
from .snapshots import snapshot_problems
from .support import support_problems
from .ties import tie_problems

# What is asked of each certificate, and how it is called when it cannot even be read.
QUESTIONS: tuple[tuple[str, Callable[[Record], Iterator[str]]], ...] = (
    ("its support", lambda record: support_problems(record.certificate.assessment)),
    ("its holder", lambda record: holder_problems(record.certificate)),
    ("its history", history_problems),
    ("its snapshot", lambda record: snapshot_problems(record.certificate)),
    ("its place among others", lambda record: place_problems(record.certificate)),
    ("its entry in the register", entry_problems),
    ("its file", file_problems),
    ("its printed words", printed_problems),
    ("its credential", credential_problems),
    ("its code", code_problems),
)


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it must be: which certificate (or "database"), and what."""

    about: str
    problem: str


def audit() -> Iterator[Finding]:
    """Every finding: of the guards of the database, and of what stands in it.

    Reads the register in steps, so that its size does not matter; writes nothing. What cannot be read is a finding,
    and what stands behind it is asked all the same.
    """
    yield from _of_database("guards", guard_problems)
    yield from of_rows()


def of_rows() -> Iterator[Finding]:
    """Every finding about numbers, keys, ties and chain, and about each certificate what QUESTIONS ask of it."""
    yield from _of_database("numbers", number_problems)
    yield from _of_database("keys", key_problems)
    yield from _of_database("seals", seal_problems)
    yield from _of_database("ties", tie_problems)
    yield from _safely("register", "the rest of it", (Finding("register", str(link)) for link in broken_links()))
    yield from of_certificates()


def _of_database(about: str, problems: Callable[[], Iterable[tuple[str, str]]]) -> Iterator[Finding]:
    yield from _safely("database", f"what it says of {about}", (Finding(*problem) for problem in problems()))


def of_certificates() -> Iterator[Finding]:
    """What QUESTIONS find of each certificate, and where two speak for one assessment."""
    yield from _more_than_one()
    absent = Absent()
    for record in records():
        if isinstance(record, Unread):
            yield Finding(record.number, f"its record cannot be read ({record.why})")
            continue
        for what, question in (*QUESTIONS, ("its credential or code", absent.problems)):
            yield from _safely(record.certificate.number, what, _answers(record, question))


def _answers(record: Record, question: Callable[[Record], Iterator[str]]) -> Iterator[Finding]:
    """What one question finds of a certificate. Nothing is asked before the first answer is wanted."""
    for problem in question(record):
        yield Finding(record.certificate.number, problem)


def _safely(about: str, what: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings; and where a question stumbles over what somebody wrote, one that says so."""
    try:
        yield from findings
    except Exception as error:  # noqa: BLE001 - a forger's row must not silence what is asked after it
        yield Finding(about, f"{what} cannot be read ({type(error).__name__})")


def _more_than_one() -> Iterator[Finding]:
    """Assessments that two certificates speak for."""
    speaking = Certificate.objects.exclude(status=Certificate.Status.REPLACED).order_by()
    twice = speaking.values("assessment").annotate(number_of=Count("pk")).filter(number_of__gt=1)
    for certificate in speaking.filter(assessment__in=twice.values("assessment")).only("number"):
        yield Finding(certificate.number, "another certificate speaks for the same assessment")
