"""`manage.py migrate` in a process of its own, with a migration that ends as it is told; for both databases."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FALLS = {  # how the migration ends, and how `migrate` may
    "nothing": [0],
    "error": [1],
    "before": [1],
    "after": [1],
    "ctrl-c": [1, 130, -2],
    "SIGTERM": [143],
}


def manage(database, *words, fall=""):
    """One command on this database; the code it ends with, and all that it says."""
    environment = {key: value for key, value in os.environ.items() if key not in ("DEMO", "PYTEST_CURRENT_TEST")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "tests.migrating_settings", "TESTING": "1", "DATABASE_URL": database, "FALL": fall,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return done.returncode, done.stdout
