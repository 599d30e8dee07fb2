"""What the history tells of rows: the verbs of their events, oldest first."""

from django.db.models import Model

from assessments.models import Event


def told(*rows: Model) -> list[str]:
    return list(Event.objects.about(*rows).values_list("verb", flat=True))
