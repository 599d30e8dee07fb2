"""Counts that hold over all processes of the portal on this machine: a small SQLite file of their own in VAR_DIR.

Not in the portal's database: there a question would wait for whoever writes, and one that is undone with its
transaction would not have been asked. The statement that counts also answers, under the lock of the file, so that of a
hundred questions at once no one is missed. An address is kept as a keyed digest, and no longer than its window.
"""

import logging
import math
import os
import sqlite3
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.utils.crypto import salted_hmac

FILE = "counts.sqlite3"
PATIENCE = 2.0  # seconds for the file's lock, which is held for less than one thousandth
AGAIN = 10  # seconds after which to ask again when nobody could count
TABLE = """
    PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;
    CREATE TABLE IF NOT EXISTS counts (who BLOB, seconds INTEGER, ends INTEGER NOT NULL, asked INTEGER NOT NULL,
        PRIMARY KEY (who, seconds)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS counts_ends ON counts (ends);
"""
# A process whose clock is a moment behind still counts in the window that has begun.
COUNT = """
    INSERT INTO counts (who, seconds, ends, asked) VALUES (:who, :seconds, :ends, 1)
    ON CONFLICT (who, seconds) DO UPDATE SET
        asked = CASE WHEN ends BETWEEN excluded.ends AND excluded.ends + seconds THEN asked + 1 ELSE 1 END,
        ends = CASE WHEN ends BETWEEN excluded.ends AND excluded.ends + seconds THEN ends ELSE excluded.ends END
    RETURNING asked, ends
"""
log = logging.getLogger(__name__)
_own = threading.local()


def exceeded(who: str, limits: Sequence[tuple[int, int]]) -> int:
    """Count a question; 0 while it is within all limits (seconds, how many), else the seconds to wait.

    What one window refuses is not counted in the next. If it cannot be counted, it may not be asked.
    """
    digest = salted_hmac("kit.asked", who, algorithm="sha256").digest()[:16]
    try:
        return _counted(_file(), digest, limits, time.time())
    except sqlite3.OperationalError:  # locked for longer than anybody waits, or no room on the disk
        log.exception("A question could not be counted")
    except sqlite3.DatabaseError:
        log.exception("The counts are damaged and begin anew")
        _path().unlink(missing_ok=True)
    return AGAIN


def _counted(file: sqlite3.Connection, who: bytes, limits: Sequence[tuple[int, int]], now: float) -> int:
    file.execute("BEGIN IMMEDIATE")
    try:
        file.execute("DELETE FROM counts WHERE ends <= ?", [int(now)])
        for seconds, most in limits:
            ends = (int(now // seconds) + 1) * seconds
            [(asked, ends)] = file.execute(COUNT, {"who": who, "seconds": seconds, "ends": ends}).fetchall()
            if asked > most:
                return max(1, math.ceil(ends - now))
        return 0
    finally:
        file.execute("COMMIT")


def _file() -> sqlite3.Connection:
    """This thread's connection to the file that lies there now; a process that was forked opens its own."""
    path = _path()
    if getattr(_own, "place", None) != _place(path):
        if getattr(_own, "place", (0,))[0] == os.getpid():
            _own.file.close()
        path.parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        _prepare(file)
        _own.file, _own.place = file, _place(path)
    return _own.file


def _prepare(file: sqlite3.Connection) -> None:
    """Who changes the journal waits for nobody: of several that begin at once one does it, the others come again."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            file.executescript(TABLE)
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)


def _path() -> Path:
    return Path(settings.VAR_DIR) / FILE


def _place(path: Path) -> tuple[int, Path, int]:
    return os.getpid(), path, path.stat().st_ino if path.exists() else 0


def forget() -> None:
    """Begin all counts anew."""
    if _path().exists():
        _file().execute("DELETE FROM counts")
