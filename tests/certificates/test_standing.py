"""What may be relied on, and the acts that follow from it: one rule for the page and for the operation."""

from certificates.models import Standing


def test_valid_and_expiring_may_be_relied_on_and_nothing_else():
    assert [standing.value for standing in Standing if standing.in_force] == ["valid", "expiring"]
