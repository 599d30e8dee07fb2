"""Somebody with an office who is an assessor as well, and suspended."""

from datetime import timedelta
from typing import Any

from assessments.models import Assessor, Bar, Person
from tests.world import World


def suspend(world: World, account: Any, *, first: int = -3, last: int | None = None) -> Bar:
    """Since a few days, so that the database's own clock (UTC) agrees at any hour; without an end unless told."""
    person = Person.objects.filter(account=account).first() or Person.objects.create(
        name=account.username, account=account
    )
    known = Assessor.objects.filter(person=person).first()
    assessor = known or Assessor.objects.create(
        person=person,
        met_number=f"MET.000.{person.pk:06} 2024",
        licence_expires_on=world.today,
        technical_expires_on=world.today,
    )
    ends_on = None if last is None else world.today + timedelta(days=last)
    starts_on = world.today + timedelta(days=first)
    return Bar.objects.create(assessor=assessor, starts_on=starts_on, ends_on=ends_on, reason="Pemeriksaan.")
