"""Where a person's record is shown."""

from django.urls import reverse

from ..models import Person


def person_address(person: Person) -> str:
    """Where a person's record is: as candidate, as assessor, or as account."""
    if hasattr(person, "candidate"):
        return reverse("candidate_show", args=[person.candidate.pk])
    if hasattr(person, "assessor"):
        return reverse("assessor_show", args=[person.assessor.pk])
    return reverse("account_show", args=[person.account_id]) if person.account_id else ""
