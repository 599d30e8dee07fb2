"""Where a person's record is shown."""

from django.contrib.auth import get_user_model
from django.urls import reverse

from ..models import Person


def person_address(person: Person) -> str:
    """Where a person's record is: as candidate, as assessor, or as account."""
    if hasattr(person, "candidate"):
        return reverse("candidate_show", args=[person.candidate.pk])
    if hasattr(person, "assessor"):
        return reverse("assessor_show", args=[person.assessor.pk])
    return get_user_model()(pk=person.account_id).get_absolute_url() if person.account_id else ""
