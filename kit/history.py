"""The timeline of records, ready to be read: what happened, to whom, by whom, when and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from .acts import tone_of
from .events import journal

Teller = Callable[[Any], list[str]]
_tellers: dict[str, Teller] = {}


def tell_changes(subject: str, teller: Teller) -> None:
    """Register what says, a line for each field, what an act changed in a record of this model ("app.model")."""
    _tellers[subject] = teller


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
    return moments_of(journal().objects.about(*rows).exclude(verb=without))


def moments_of(events: Iterable[Any]) -> list[Moment]:
    """These events, ready to be read: for a page that asks them something else as well."""
    return [
        Moment(
            _title(event),
            event.at,
            event.actor,
            event.reason,
            tone_of(event.subject_type, event.verb),
            changed_lines(event),
        )
        for event in events
    ]


def changed_lines(event: Any) -> list[str]:
    """What an act changed, in words; nothing where nobody tells it, or where the row holds what no act writes."""
    teller = _tellers.get(event.subject_type)
    try:
        return teller(event) if teller else []
    except (AttributeError, LookupError, TypeError, ValueError):
        return []


def _title(event: Any) -> str:
    """The act in words, with the name or the number it speaks of."""
    if name := event.said.get("name"):
        return f"{event.label}: {name}"
    if count := event.said.get("count"):
        return _("%(label)s (%(count)s orang)") % {"label": event.label, "count": count}
    return event.label
