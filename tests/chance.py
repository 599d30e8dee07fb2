"""Hypothesis as these tests use it. They take it from here: so it is set up, and only who needs it waits for it."""

import os

import hypothesis
from hypothesis import HealthCheck, given, stateful
from hypothesis import strategies as st

from .dividing import WHOLE

__all__ = ["given", "st", "stateful", "walk"]

# Random sequences that a walk tries: some hundreds over all walks and both databases; ten thousand in `make test-all`.
SEQUENCES = 2_500 if WHOLE else 50

hypothesis.settings.register_profile(
    "portal",
    deadline=None,  # a database answers when it answers
    print_blob=True,
    derandomize=bool(os.environ.get("CI")),  # CI judges a change, not the luck of the day
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture, hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("portal")


def walk(machine: type[stateful.RuleBasedStateMachine], *, steps: int) -> None:
    """As many random sequences of its rules as this run asks, each of so many steps at most."""
    stateful.run_state_machine_as_test(
        machine,
        settings=hypothesis.settings(
            max_examples=SEQUENCES, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
