"""A stock of ten sheets, and a certificate on the first of them."""

from datetime import timedelta

import pytest

from certificates.blanks.operations import receive
from certificates.issuing.operations.issuing import issue


@pytest.fixture
def batch(world):
    """Ten sheets, received ten days ago."""
    return receive(
        first="0001235", last="0001244", received_on=world.today - timedelta(days=10), letter_number="B/17",
        by=world.ratna, on=world.today,
    )  # fmt: skip


@pytest.fixture
def used(world, batch):
    """A certificate on the first sheet."""
    assert world.body
    return issue(assessment=world.granted(), by=world.ratna, on=world.today, blank_number="0001235")
