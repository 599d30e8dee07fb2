"""Programs that read what strangers send: each in a process of its own, with little time and little memory.

A PDF or a picture can be made to unpack, or to be walked through, without end. Whatever it does, it does to a process
that is about to be stopped; and only so many of them run at once on a machine, whatever is sent (`places`).
Run as a program, this file sets the limits and then becomes the program that it is told.
"""

import json
import logging
import math
import os
import resource
import runpy
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

MEMORY = 1024 * 1024 * 1024
GENTLY = 10  # the portal's own pages go first
# For all that is asked about one file. A PDF of many pages takes little more than one second of a processor.
SECONDS = 8.0
_ends: ContextVar[float | None] = ContextVar("ends", default=None)


class Unreadable(Exception):
    """Why a file could not be read: "encrypted", "broken", "too_long", "gave_up" when its time was over, or "busy"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@contextmanager
def one_file(room: str = "readers", seconds: float = 0) -> Iterator[None]:
    """One of the machine's places in this room (`places.ROOMS`), and so many seconds for all that is asked within.

    Refuses Unreadable("busy"). Within another one it is a part of that. Without a number it has SECONDS.
    """
    if _ends.get() is not None:
        yield
        return
    from .places import place  # here: this file is also a program, and that needs no portal

    with place(room) as found:
        if not found:
            raise Unreadable("busy")
        outside = _ends.set(time.monotonic() + max(seconds, SECONDS))
        try:
            yield
        finally:
            _ends.reset(outside)


def ask(program: Path, data: bytes) -> dict[str, Any]:
    """What the program says of these bytes, within the time of the file. Refuses with Unreadable."""
    with one_file():
        left = (_ends.get() or 0) - time.monotonic()
        said = _run(program, data, left) if left > 0 else {"why": "gave_up"}
    if "why" in said:
        raise Unreadable(said["why"])
    return said


def _run(program: Path, data: bytes, seconds: float) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603 - our own program; what is not trusted goes in as data
            [sys.executable, "-I", __file__, str(math.ceil(seconds)), str(program)],
            input=data,
            capture_output=True,
            timeout=seconds,
            check=True,
        )
        said: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        return {"why": "gave_up"}
    return said


if __name__ == "__main__":
    limit, path = int(sys.argv[1]), sys.argv[2]
    os.nice(GENTLY)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable()
    runpy.run_path(path, run_name="__main__")
