"""Files kept under a key in `var/migrated/`, which git ignores. Anybody may remove the folder at any time.

A file appears whole or not at all: it is written under another name, reaches the disk, and is renamed. Its name ends
with the digest of its content, so one that was damaged or changed since is not taken. Whoever cannot write here works
without: that is slow and right.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .imports import ROOT

FOLDER = ROOT / "var" / "migrated"
KEPT = 4  # the newest of each kind; of PostgreSQL one takes 60 MB


def copy_kept(kind: str, key: str, target: Path) -> bool:
    """Copy the file of this key to the target; False where there is none that is whole."""
    for path in FOLDER.glob(f"{kind}-{key}-*"):
        with suppress(OSError):  # somebody else threw it away meanwhile
            shutil.copyfile(path, target)
            if path.name == name_of(kind, key, target):
                os.utime(path)
                return True
            path.unlink()
    target.unlink(missing_ok=True)
    return False


def keep(kind: str, key: str, source: Path) -> None:
    """Keep a copy of the file under this key, and no more than a few others."""
    with suppress(OSError):
        FOLDER.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=FOLDER, prefix="unfinished-", delete=False) as copy:
            written = Path(copy.name)
            with source.open("rb") as original:
                shutil.copyfileobj(original, copy)
            copy.flush()
            os.fsync(copy.fileno())
        written.rename(FOLDER / name_of(kind, key, written))
        throw_away_old(kind)


def throw_away_old(kind: str) -> None:
    """All but the newest of this kind, and what a killed run left unfinished an hour or more ago."""
    kept = sorted(FOLDER.glob(f"{kind}-*"), key=changed_at, reverse=True)
    unfinished = [path for path in FOLDER.glob("unfinished-*") if changed_at(path) < changed_at(FOLDER) - 3600]
    for path in (*kept[KEPT:], *unfinished):
        path.unlink(missing_ok=True)


def changed_at(path: Path) -> float:
    with suppress(OSError):
        return path.stat().st_mtime
    return 0.0


def name_of(kind: str, key: str, content: Path) -> str:
    with content.open("rb") as file:
        return f"{kind}-{key}-{hashlib.file_digest(file, hashlib.blake2s).hexdigest()[:16]}"


@contextmanager
def alone(kind: str) -> Iterator[None]:
    """One process at a time: the others wait and find what it made. Where nothing can be written, nobody waits."""
    try:
        FOLDER.mkdir(parents=True, exist_ok=True)
        lock = (FOLDER / f"{kind}.lock").open("w")
    except OSError:
        yield
        return
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
