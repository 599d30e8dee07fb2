"""What a candidate sees of his own certification: where it stands, what comes next, and how each unit was judged."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit import acts
from kit.acts import Act
from kit.lists import list_page

from ...access import allow, is_candidate
from ...models import Assessment, Event, Export, FileReading
from ...remarks.views import closed_to_answers
from ..lists import OwnAssessmentTable

Status = Assessment.Status


def _own(request: HttpRequest) -> Any:
    """The reader's own cases, whatever else he may see in other roles."""
    return Assessment.objects.visible_to(request.user).filter(candidate__person__account=request.user).for_list()


@allow(is_candidate)
def own_assessment_list(request: HttpRequest) -> HttpResponse:
    return list_page(
        request,
        queryset=_own(request),
        table_class=OwnAssessmentTable,
    )


@allow(is_candidate)
def own_assessment_show(request: HttpRequest, pk: int) -> HttpResponse:
    """One certification as a way with four steps. Verdicts appear once the assessor shows or signs them."""
    assessment = get_object_or_404(_own(request), pk=pk)
    verdicts = list(assessment.verdicts.select_related("unit").prefetch_related("remarks"))
    told = {verb: act for verb, act in acts.of(Assessment._meta.label_lower).items() if act.told}
    events = [event for event in Event.objects.about(assessment) if event.verb in told]
    page = {
        "assessment": assessment,
        "units": verdicts,
        "is_shown": bool(assessment.signed_at or (assessment.shown_at and assessment.is_open)),
        "may_answer": not closed_to_answers(assessment),
        "readings": FileReading.objects.told_to(assessment.candidate),
        "exports": Export.objects.told_to(assessment.candidate),
        "not_yet": [v for v in verdicts if v.outcome == "BK"] if assessment.signed_at else [],
        "steps": _steps(assessment, events),
        "events": [_told(event, told[event.verb]) for event in events],
    }
    return render(request, "assessments/assessments/own_assessment_show.html", page)


def _steps(assessment: Assessment, events: list[Event]) -> list[dict[str, Any]]:
    """Registered, assessed, decided, certified: which is done, which is now, which comes next."""
    days = {event.verb: event.on for event in events}
    reached = [
        (_("Terdaftar"), days.get("enrolled", timezone.localdate(assessment.enrolled_at))),
        (_("Asesmen"), days.get("signed") or days.get("not_competent")),
        (pgettext_lazy("one", "Keputusan"), days.get("granted") or days.get("refused")),
        (pgettext_lazy("one", "Sertifikat"), days.get("certified")),
    ]
    done = sum(day is not None for _label, day in reached)
    has_ended = assessment.status in Assessment.STATES.final - {Status.GRANTED}
    states = ["done"] * done + ["next" if has_ended else "now"] + ["next"] * len(reached)
    return [
        {"label": label, "note": date_format(day, "j F Y") if day else "", "state": state}
        for (label, day), state in zip(reached, states, strict=False)
    ]


def _told(event: Event, act: Act) -> dict[str, Any]:
    """An event as the candidate is told of it: in his words, without the names of those who acted."""
    return {"title": act.told, "tone": act.told_tone, "at": event.at, "reason": event.reason}
