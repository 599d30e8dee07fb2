"""One thing is printed at a time for each person, and a turn that took too long ends nobody else's."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache

from kit.errors import RuleError
from kit.turns import one_at_a_time

SITI, BUDI = SimpleNamespace(pk=1), SimpleNamespace(pk=2)


def is_busy(user):
    try:
        with one_at_a_time(user):
            return False
    except RuleError as refusal:
        return refusal.code == "busy"


def test_nobody_prints_two_things_at_once():
    with one_at_a_time(SITI):
        assert is_busy(SITI) and not is_busy(BUDI)
    assert not is_busy(SITI)


def test_a_fault_ends_the_turn():
    with pytest.raises(ZeroDivisionError), one_at_a_time(SITI):
        _ = 1 / 0
    assert not is_busy(SITI)


def test_a_turn_that_took_too_long_does_not_end_the_one_after_it():
    with one_at_a_time(SITI):
        cache.clear()  # as when its time ran out
        later = one_at_a_time(SITI)
        later.__enter__()
    assert is_busy(SITI)
    later.__exit__(None, None, None)
    assert not is_busy(SITI)
