"""Everything that can be judged without running the portal. All of it runs, then the verdict.

.venv/bin/python scripts/lint.py [step ...]
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = [sys.executable]
SOURCES = ["assessments", "certificates", "ethics", "kit", "lsp_portal", "tests", "scripts", "manage.py"]

STEPS = {
    "lint": [*PYTHON, "-m", "ruff", "check", *SOURCES],
    "format": [*PYTHON, "-m", "ruff", "format", "--check", *SOURCES],
    "types": [*PYTHON, "-m", "mypy"],
    "layers": [str(BIN / "lint-imports")],
    "templates": [str(BIN / "djlint"), "templates", "--lint", "--quiet"],
    "migrations": [*PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "catalogue": [*PYTHON, "scripts/catalogue.py", "check"],
    "deployment": [*PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}


def production(var: str) -> dict[str, str]:
    """The environment of an invented but complete production machine."""
    return {
        "VAR_DIR": var,
        "SECRET_KEY": os.urandom(40).hex(),
        "PERSONAL_DATA_KEYS": "c29tZS0zMi1ieXRlcy1mb3ItdGhlLWNoZWNrLW9ubHk=",
        "ALLOWED_HOSTS": "sertifikasi.lsp.example",
        "CSRF_TRUSTED_ORIGINS": "https://sertifikasi.lsp.example",
        "PORTAL_URL": "https://sertifikasi.lsp.example",
        "EMAIL_URL": "smtp+tls://portal:secret@mail.lsp.example:587",
        "TRUSTED_PROXIES": "1",
    }


def run(name: str) -> bool:
    """Run one step; show what it says only when it refuses."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as var:
        special = production(var) if name == "deployment" else {"TESTING": "1", "VAR_DIR": var}
        clean = {key: value for key, value in os.environ.items() if key not in ("DEMO", "DEBUG", "DATABASE_URL")}
        done = subprocess.run(
            STEPS[name], cwd=ROOT, env={**clean, **special}, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
    verdict = "ok" if done.returncode == 0 else "REFUSED"
    print(f"{name:<12} {verdict}  ({time.monotonic() - began:.1f} s)", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


def main() -> int:
    names = sys.argv[1:] or list(STEPS)
    unknown = set(names) - set(STEPS)
    if unknown:
        print(f"Unknown: {', '.join(sorted(unknown))}. Choose from: {', '.join(STEPS)}", file=sys.stderr)
        return 2
    refused = [name for name in names if not run(name)]
    print(f"\nRefused: {', '.join(refused)}" if refused else "\nNothing to object to.")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
