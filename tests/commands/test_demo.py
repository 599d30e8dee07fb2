"""A demo's database is worth nothing without its keys."""

import os
import subprocess
import sys

from tests.architecture.source import ROOT


def test_a_database_without_its_keys_is_not_given_new_ones(tmp_path):
    (tmp_path / "portal.sqlite3").touch()
    command = [sys.executable, ROOT / "scripts" / "demo.py", "--prepare-only"]
    environment = {**os.environ, "VAR_DIR": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "cannot be read without its keys" in done.stderr
    assert not (tmp_path / "portal.env").exists()
