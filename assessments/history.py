"""The timeline of records, ready to be read: what happened, to whom, by whom, when and why."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from .changes import changed_lines
from .models import Event

TONES = {
    "certified": "good",
    "granted": "good",
    "finished": "good",
    "issued": "good",
    "signed": "good",
    "cancelled": "bad",
    "refused": "bad",
    "reinstated": "good",
    "suspended": "waiting",
    "withdrawn": "bad",
}
TONES |= {"not_competent": "bad", "planned": "waiting", "enrolled": "waiting"}


@dataclass(frozen=True)
class Moment:
    """One line of a timeline."""

    title: str
    at: datetime
    actor: Any
    reason: str
    tone: str
    changes: list[str] = field(default_factory=list)


def history(*rows: Model, without: str = "") -> list[Moment]:
    """Everything recorded about these rows, oldest first, in one query; `without` leaves one verb out."""
    return [
        Moment(_title(event), event.at, event.actor, event.reason, TONES.get(event.verb, ""), changed_lines(event))
        for event in Event.objects.about(*rows).exclude(verb=without)
    ]


def _title(event: Event) -> str:
    """The act in words, with the name or the number it speaks of."""
    if name := event.data.get("name"):
        return f"{event.label}: {name}"
    if count := event.data.get("count"):
        return _("%(label)s (%(count)s orang)") % {"label": event.label, "count": count}
    return event.label
