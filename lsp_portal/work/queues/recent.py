"""What I did last: my own events, with the name and the address of what they were about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from assessments.models import Assessment, AssessmentSession, Event, Person, SchemeVersion
from certificates.models import Certificate
from ethics.models import Conflict

SHOWN = 6


@dataclass(frozen=True)
class Act:
    """One of my acts. `url` is empty when the reader has no page of it."""

    label: str
    about: str
    url: str
    at: datetime


Subject = tuple[Callable[[], QuerySet[Any]], Callable[[Any], str]]
SUBJECTS: dict[str, Subject] = {
    "assessments.assessmentsession": (
        lambda: AssessmentSession.objects.select_related("scheme_version"),
        lambda session: session.scheme_version.title,
    ),
    "assessments.assessment": (
        lambda: Assessment.objects.select_related("candidate__person"),
        lambda assessment: assessment.candidate.person.name,
    ),
    "assessments.person": (lambda: Person.objects.all(), lambda person: person.name),
    "assessments.schemeversion": (lambda: SchemeVersion.objects.all(), str),
    "ethics.conflict": (lambda: Conflict.objects.for_list(), str),
    "certificates.certificate": (lambda: Certificate.objects.for_list(), str),
}


def recent_acts(user: Any) -> list[Act]:
    """The last acts of this account; one query, and one for each kind of thing they were about."""
    events = list(Event.objects.filter(actor=user).order_by("-at", "-pk")[:SHOWN])
    found: dict[tuple[str, int], Model] = {}
    for kind in {event.subject_type for event in events} & SUBJECTS.keys():
        rows = SUBJECTS[kind][0]().in_bulk([event.subject_id for event in events if event.subject_type == kind])
        found |= {(kind, key): row for key, row in rows.items()}
    return [_act(event, found.get((event.subject_type, event.subject_id)), user) for event in events]


def _act(event: Event, row: Model | None, user: Any) -> Act:
    about = SUBJECTS[event.subject_type][1](row) if row is not None else ""
    return Act(event.label, about, _address(row, user) if row is not None else "", event.at)


def _address(row: Model, user: Any) -> str:
    """Where this reader may look at it; names of people lead nowhere."""
    if isinstance(row, AssessmentSession) and not user.is_lsp_admin:
        return reverse("assignment_show", args=[row.pk])
    if isinstance(row, Assessment) and user.is_ethics_officer and not (user.is_lsp_admin or user.is_decision_maker):
        return ""  # he decided on the conflict; the assessment is no page of his
    if isinstance(row, Assessment | AssessmentSession | Conflict) or (
        isinstance(row, Certificate) and user.is_lsp_admin
    ):
        return row.get_absolute_url()
    return ""
