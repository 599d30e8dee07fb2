"""`make demo` a second time: nothing is lost and nothing is loaded twice."""

import sqlite3
import stat
import subprocess
import sys
import time

from tests.browser.conftest import ROOT, environment

COUNTED = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%\\_%' ESCAPE '\\'"


def census(var):
    """Rows of every table, sessions and caches aside."""
    with sqlite3.connect(f"file:{var / 'portal.sqlite3'}?mode=ro", uri=True) as database:
        tables = [name for (name,) in database.execute(COUNTED) if name not in ("django_session", "portal_cache")]
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone() for name in tables}


def test_a_second_start_is_quick_and_loses_nothing(portal_var):
    keys, before, began = (portal_var / "portal.env").read_text(), census(portal_var), time.monotonic()
    command = [sys.executable, "scripts/demo.py", "--prepare-only"]
    subprocess.run(command, cwd=ROOT, env=environment(portal_var, 8000), check=True)
    assert time.monotonic() - began < 20  # two to three seconds on a quiet machine
    assert (portal_var / "portal.env").read_text() == keys
    assert stat.S_IMODE((portal_var / "portal.env").stat().st_mode) == 0o600
    assert sum(rows for (rows,) in before.values()) > 500
    assert census(portal_var) == before
