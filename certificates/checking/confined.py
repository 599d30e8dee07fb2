"""Programs that read what strangers send: each in a process of its own, with little time and little memory.

A PDF can be made to unpack, or to be walked through, without end. Whatever it does, it does to a process that is about
to be stopped. Run as a program, this file sets the limits and then becomes the program that it is told.
"""

import json
import logging
import math
import resource
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

MEMORY = 1024 * 1024 * 1024
SECONDS = 10.0


class Unreadable(Exception):
    """Why a file could not be read: "encrypted", "broken", "too_long", or "gave_up" when its reader was stopped."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def ask(program: Path, data: bytes) -> dict[str, Any]:
    """What the program says of these bytes. Takes no more than SECONDS; refuses with Unreadable."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program; what is not trusted goes in as data
            [sys.executable, "-I", __file__, str(math.ceil(SECONDS)), str(program)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        said: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        raise Unreadable("gave_up") from error
    if "why" in said:
        raise Unreadable(said["why"])
    return said


if __name__ == "__main__":
    limit, path = int(sys.argv[1]), sys.argv[2]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable()
    runpy.run_path(path, run_name="__main__")
