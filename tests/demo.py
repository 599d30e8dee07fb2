"""The demo that real browsers look at: made once for all workers, beside the run before theirs where there is one.

python -m tests.demo FOLDER
"""

import fcntl
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django

from tests.migrated import store

ROOT = Path(__file__).resolve().parents[1]


def environment(var: Path, port: int) -> dict[str, str]:
    """Nothing of the test settings reaches the server."""
    ours = ("DJANGO_SETTINGS_MODULE", "TESTING", "DATABASE_URL", "DEMO", "DEBUG", "PYTEST_CURRENT_TEST")
    clean = {name: value for name, value in os.environ.items() if name not in ours}
    address = f"http://127.0.0.1:{port}"
    return {**clean, "VAR_DIR": str(var), "PORT": str(port), "PORTAL_URL": address, "WORKERS": "1"}


def prepare(folder: Path) -> Path:
    """The server's folder with the whole demo in it. Whoever asks meanwhile waits; made halfway, it is made anew."""
    from tests.migrated.key import key  # what it is made of knows its models once Django is set up

    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock, tempfile.TemporaryDirectory(dir=folder.parent) as beginning:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            var, migrated = Path(beginning) / "var", Path(beginning) / "migrated.sqlite3"
            command = [sys.executable, "scripts/demo.py", "--prepare-only"]
            if store.copy_kept("sqlite", key(), migrated):  # of a run on SQLite: migrating anew takes long
                command += ["--begin-with", str(migrated)]
            subprocess.run(command, cwd=ROOT, env=environment(var, 8000), check=True)
            var.rename(folder)
    return folder


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    prepare(Path(sys.argv[1]))
