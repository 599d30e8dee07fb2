"""How many files of strangers are read at the same time, over all processes of the portal on this machine.

A place is a lock on a file. The system takes it back when its holder dies, however it dies.
"""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def place() -> Iterator[bool]:
    """Hold one of the CHECK_READERS places; False when all are taken. Who waited would keep a thread from others."""
    with ExitStack() as held:
        yield _taken(held)


def _taken(held: ExitStack) -> bool:
    folder = Path(settings.VAR_DIR) / "readers"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(settings.CHECK_READERS):
        with ExitStack() as trying:
            file = trying.enter_context((folder / f"{number}.lock").open("ab"))
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            held.push(trying.pop_all())
            return True
    return False
