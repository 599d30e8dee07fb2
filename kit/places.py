"""How many files are read at the same time, over all processes of the portal on this machine.

A place is a lock on a file. The system takes it back when its holder dies, however it dies.
"""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings

# Each room has its folder of locks and the setting that says how many places it has. Files that anybody may send have
# rooms apart from those of people who signed in: a flood of the first keeps nobody from his work.
ROOMS = {
    "readers": "CHECK_READERS",
    "readers-of-reports": "REPORT_READERS",
    "readers-of-uploads": "UPLOAD_READERS",
}


@contextmanager
def place(room: str = "readers") -> Iterator[bool]:
    """Hold one of the room's places; False when all are taken. Who waited would keep a thread from others."""
    with ExitStack() as held:
        yield _taken(held, room)


def _taken(held: ExitStack, room: str) -> bool:
    folder = Path(settings.VAR_DIR) / room
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(getattr(settings, ROOMS[room])):
        with ExitStack() as trying:
            file = trying.enter_context((folder / f"{number}.lock").open("ab"))
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            held.push(trying.pop_all())
            return True
    return False
