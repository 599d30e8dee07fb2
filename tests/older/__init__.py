"""Databases that earlier code made, and what the public was told of them then. README.md says how they were made."""

import json
import lzma
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MADE_ON = "2026-12-01"
FOLDER = Path(__file__).parent / MADE_ON
SNAPSHOTS = Path(__file__).parent / "snapshots"
PORTAL = "https://portal.lsp.example"
ENOUGH = dict.fromkeys(("LIMIT_CHECK", "LIMIT_FILE", "LIMIT_LIST", "LIMIT_NUMBER", "LIMIT_UNKNOWN"), "1000")
KEPT = ("PATH", "HOME", "TMPDIR", "PGUSER")  # nothing else of the tests' environment reaches the portal of then


def unpacked(name: str) -> bytes:
    return lzma.decompress((FOLDER / f"{name}.xz").read_bytes())


def answers(name: str) -> dict[str, Any]:
    """What the public was told on the day when the database was made."""
    return json.loads(unpacked(f"{name}-answers.json"))


class OlderPortal:
    """This code over the data of then, with the keys of then."""

    def __init__(self, var: Path, database: str = "") -> None:
        self.var, self.database = var, database or f"sqlite:///{var / 'portal.sqlite3'}"
        shutil.copy(FOLDER / "only-for-tests.env", var / "portal.env")

    def manage(self, *words: str) -> str:
        """Run a command of the portal and return what it says."""
        return self._run("manage.py", *words)

    def ask(self) -> dict[str, Any]:
        """What the public is told on the day of then."""
        return json.loads(self._run("-m", "tests.older.asking", MADE_ON))

    def _run(self, *words: str) -> str:
        clean = {name: os.environ[name] for name in KEPT if name in os.environ}
        own = {"DJANGO_SETTINGS_MODULE": "lsp_portal.settings", "TESTING": "1", "PYTHONWARNINGS": "ignore"}
        own |= {"VAR_DIR": str(self.var), "DATABASE_URL": self.database, "PORTAL_URL": PORTAL}
        done = subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=clean | ENOUGH | own, check=False, text=True,
            capture_output=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode == 0, f"{' '.join(words)} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout
