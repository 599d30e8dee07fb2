"""Prepare the living demo and serve it. What is there already is kept: a second run starts within seconds.

    .venv/bin/python scripts/demo.py [--port 8000] [--prepare-only]

Everything it makes stands in VAR_DIR (default `var/`); delete that folder to begin anew.
"""

import argparse
import hashlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var"))


def write_keys(migrated: Path | None = None) -> None:
    """Make the demo's own secrets once. They open its database, so they are never made a second time for it.

    A new demo begins with a copy of the migrated database, where there is one.
    """
    from cryptography.fernet import Fernet

    path = VAR / "portal.env"
    if path.exists():
        return
    if (VAR / "portal.sqlite3").exists():
        sys.exit(
            f"{path} is gone, but {VAR / 'portal.sqlite3'} is still there and cannot be read without its keys.\n"
            f"Put portal.env back, or delete the folder {VAR} to begin with a new demo."
        )
    VAR.mkdir(parents=True, exist_ok=True)
    values = {
        "DEMO": "1",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "PERSONAL_DATA_KEYS": Fernet.generate_key().decode(),
        "SIGNING_PASSPHRASE": secrets.token_urlsafe(32),
    }
    path.touch(mode=0o600, exist_ok=False)
    path.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
    if migrated:
        shutil.copyfile(migrated, VAR / "portal.sqlite3")


def fingerprint() -> str:
    """Changes when a static file of ours or the set of libraries changes."""
    files = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    facts = [f"{path.relative_to(ROOT)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    facts.append(hashlib.sha256((ROOT / "requirements" / "base.txt").read_bytes()).hexdigest())
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


@contextmanager
def static_collected() -> Iterator[None]:
    """Compressing takes half a minute: it is done beside the rest, and only when something changed."""
    from django.conf import settings

    stamp, now = VAR / "static.stamp", fingerprint()
    if stamp.exists() and stamp.read_text() == now and (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield
        return
    print("Collecting and compressing the static files meanwhile", flush=True)
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--clear", "--verbosity", "0"]
    collecting = subprocess.Popen(command, cwd=ROOT)
    try:
        yield
        if collecting.wait():
            sys.exit("The static files could not be collected.")
        stamp.write_text(now)
    finally:
        collecting.terminate()


def prepare() -> None:
    import django
    from django.core.management import call_command
    from django.utils import timezone

    django.setup()
    from certificates.register.operations import publish_roots

    call_command("check")
    with static_collected():
        print("Bringing the database up to date", flush=True)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("load_demo")
        publish_roots(before=timezone.localdate())  # a demo has no timer of the night


def announce(port: str) -> None:
    from lsp_portal.demo import ACCOUNTS, PASSWORD

    print(f"\n  The portal is at  http://127.0.0.1:{port}  (Ctrl-C ends it)\n")
    for name, role in ACCOUNTS.items():
        print(f"    {name:<10} {role}")
    print(f"\n  Password of all: {PASSWORD}\n  E-mails are written to {VAR / 'mail'}\n", flush=True)


def serve() -> None:
    """Run the server in a session of its own and end it with one signal.

    Ctrl-C reaches every process of a terminal; granian's workers, told twice to stop, may hang instead of stopping.
    """
    from lsp_portal.serve import command

    server = subprocess.Popen(command(), cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: server.terminate())
    code = server.wait()
    if code:
        sys.exit(f"The server ended by itself (exit {code}).")
    print("\nStopped. Nothing is lost: the next `make demo` goes on from here.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", default="8000")
    parser.add_argument("--prepare-only", action="store_true", help="load the data, do not serve")
    parser.add_argument("--begin-with", type=Path, metavar="FILE", help="a migrated database, for a new demo")
    options = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ.update(DJANGO_SETTINGS_MODULE="lsp_portal.settings", PORT=options.port)
    os.environ.setdefault("PORTAL_URL", f"http://127.0.0.1:{options.port}")
    try:
        write_keys(options.begin_with)
        prepare()
    except KeyboardInterrupt:
        sys.exit("\nStopped while preparing. The next `make demo` goes on from here.")
    if options.prepare_only:
        return
    announce(options.port)
    serve()


if __name__ == "__main__":
    main()
