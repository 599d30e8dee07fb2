"""The clock of the tests stands still until a test lets time go by; `time_machine` takes it elsewhere.

Two clocks cannot be held, and tests leave them a margin: the database's own (`CURRENT_DATE` in the guards of a
suspension) and that of another program (OpenSSL, a browser, a process that a test starts). Both are later than NOW.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import time_machine

# Ten in the morning at the LSP, on a day with nothing about it: no end of a minute, a month or a year is near, and the
# day is the same one in UTC.
NOW = datetime.fromisoformat("2026-11-25T10:00:30+07:00")
_held: list[time_machine.Traveller] = []


@contextmanager
def held() -> Iterator[None]:
    """Nothing hangs on the hour, and nothing on how busy the machine is."""
    with time_machine.travel(NOW, tick=False) as clock:
        _held.append(clock)
        try:
            yield
        finally:
            _held.pop()


@contextmanager
def going_on() -> Iterator[None]:
    """The clock goes on from where it stands: of two who act at once, one comes later."""
    with time_machine.travel(datetime.now(NOW.tzinfo), tick=True):
        yield


def go_by(**time: float) -> None:
    """Let so much time go by: `go_by(minutes=1)`."""
    _held[-1].shift(timedelta(**time))
