"""`make demo` a second time: nothing is lost and nothing is loaded twice."""

import resource
import sqlite3
import stat
import subprocess
import sys

from tests.demo import ROOT, environment

COUNTED = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%\\_%' ESCAPE '\\'"


def census(var):
    """Rows of every table, sessions and caches aside."""
    with sqlite3.connect(f"file:{var / 'portal.sqlite3'}?mode=ro", uri=True) as database:
        tables = [name for (name,) in database.execute(COUNTED) if name not in ("django_session", "portal_cache")]
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone() for name in tables}


def processor_seconds():
    """What the processes that ended have cost: the same on a quiet machine and on a busy one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_a_second_start_is_quick_and_loses_nothing(portal_var):
    keys, before, spent = (portal_var / "portal.env").read_text(), census(portal_var), processor_seconds()
    command = [sys.executable, "scripts/demo.py", "--prepare-only"]
    subprocess.run(command, cwd=ROOT, env=environment(portal_var, 8000), check=True)
    assert processor_seconds() - spent < 20  # two to three; the first start takes minutes
    assert (portal_var / "portal.env").read_text() == keys
    assert stat.S_IMODE((portal_var / "portal.env").stat().st_mode) == 0o600
    assert sum(rows for (rows,) in before.values()) > 500
    assert census(portal_var) == before
