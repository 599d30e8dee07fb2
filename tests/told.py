"""What the history tells of rows: the verbs of their events, oldest first."""

from django.db.models import Model

from assessments.models import Event


def told(*rows: Model) -> list[str]:
    return list(Event.objects.about(*rows).values_list("verb", flat=True))


def told_since(event: Event | None, *rows: Model) -> list[str]:
    """The same of what was written after this event."""
    return list(Event.objects.about(*rows).filter(pk__gt=event.pk if event else 0).values_list("verb", flat=True))
