"""Entering an act in the register costs the same however many acts the day had."""

from datetime import timedelta

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from certificates.acts import operations as acts
from certificates.models import DailyRoot


def test_roots_are_asked_for_only_when_a_day_is_over(world):
    said = {"certificate": world.certificate(), "by": world.komang, "reason": "Aduan."}
    with CaptureQueriesContext(connection) as queries:
        acts.suspend(on=world.today, **said)
    assert not [query for query in queries if "certificates_dailyroot" in query["sql"]]
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        acts.reinstate(on=timezone.localdate(), **said)
    assert DailyRoot.objects.get().entry.number == 2
