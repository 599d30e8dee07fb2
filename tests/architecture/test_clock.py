"""Nothing in a test depends on the hour it runs at, or on how long it takes."""

import time

import pytest
from django.utils import timezone

from tests.clock import NOW, go_by

COLLECTED = timezone.now()


@pytest.fixture(scope="module")
def before_the_test():
    return timezone.now()


def test_the_clock_stands_from_the_collection_on(before_the_test):
    began = time.monotonic()
    while time.monotonic() - began < 0.01:  # the machine's own time goes on: nobody waits for ever
        pass
    assert timezone.now() == before_the_test == COLLECTED == NOW


@pytest.mark.parametrize("_again", range(2))
def test_what_one_test_lets_go_by_is_over_for_the_next(_again):
    assert timezone.now() == NOW
    go_by(days=1, seconds=1)
    assert (timezone.now() - NOW).total_seconds() == 24 * 60 * 60 + 1
