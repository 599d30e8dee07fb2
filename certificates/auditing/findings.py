"""Everything that is not as it must be: of the database, of the register, and of each certificate."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count

from assessments import guards as assessment_guards

from .. import guards
from ..models import Certificate
from .credentials import credential_problems
from .files import file_problems, seal_problems
from .holders import holder_problems
from .numbers import number_problems
from .places import place_problems
from .register import broken_links
from .snapshots import snapshot_problems
from .support import support_problems
from .ties import tie_problems


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it must be: which certificate (or "database"), and what."""

    about: str
    problem: str


def audit() -> Iterator[Finding]:
    """Every finding about guards, numbers and chain, and support, snapshot, file and seal of every certificate.

    Reads the register in steps, so that its size does not matter; writes nothing.
    """
    for name in assessment_guards.missing_guards(connection, assessment_guards.GUARDS + guards.GUARDS):
        yield Finding("database", f"guard {name} is missing")
    for problem in (*number_problems(), *seal_problems(), *tie_problems()):
        yield Finding(*problem)
    for link in broken_links():
        yield Finding("register", str(link))
    yield from _more_than_one()
    register = Certificate.objects.select_related(
        "assessment__session__scheme_version", "assessment__assessor__person", "assessment__decision__decided_by",
        "replaces",
    )  # fmt: skip
    for certificate in register.iterator(chunk_size=500):
        yield from (Finding(certificate.number, problem) for problem in problems_of(certificate))


def _more_than_one() -> Iterator[Finding]:
    """Assessments that two certificates speak for."""
    speaking = Certificate.objects.exclude(status=Certificate.Status.REPLACED).order_by()
    twice = speaking.values("assessment").annotate(number_of=Count("pk")).filter(number_of__gt=1)
    for certificate in speaking.filter(assessment__in=twice.values("assessment")).only("number"):
        yield Finding(certificate.number, "another certificate speaks for the same assessment")


def problems_of(certificate: Certificate) -> Iterator[str]:
    """What is wrong with one certificate, in words; nothing when it can be believed."""
    yield from support_problems(certificate.assessment)
    yield from holder_problems(certificate)
    yield from snapshot_problems(certificate)
    yield from place_problems(certificate)
    yield from file_problems(certificate)
    yield from credential_problems(certificate)
