"""Make the environment that the other commands run in: Debian packages, a virtual environment, the locked libraries.

Runs on the system's own Python with nothing installed: standard library only. Everything is looked at first, so a
second run does nothing and takes no time.

    python3 scripts/bootstrap.py demo [--port 8000]     what `make demo` needs
    python3 scripts/bootstrap.py test                   what `make test` and `make lint` need
    python3 scripts/bootstrap.py load                   what the benches that ask a server with wrk need
"""

import argparse
import ctypes
import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"


def has_library(name):
    """Whether the dynamic linker finds the shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_venv():
    try:
        import ensurepip  # noqa: F401 - Debian ships venv without it until python3-venv is there
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


def has_postgres():
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


# Debian package -> is it there already? The first group is what the portal itself needs.
PORTAL_PACKAGES = {
    "python3-venv": lambda: (VENV / "bin" / "python").exists() or has_venv(),
    # Pango lays out the certificate. Without the second one every PDF is silently 4.5 times slower.
    "libpangoft2-1.0-0": lambda: has_library("libpangoft2-1.0.so.0"),
    "libharfbuzz-subset0": lambda: has_library("libharfbuzz-subset.so.0"),
}
TEST_PACKAGES = {
    "postgresql": has_postgres,
    "chromium": lambda: bool(shutil.which("chromium")),
    "libatomic1": lambda: has_library("libatomic.so.1"),  # Playwright's own node needs it
    "gettext": lambda: bool(shutil.which("msgfmt")),
    "poppler-utils": lambda: bool(shutil.which("pdfsig")),  # a second opinion on seals
}
# A bench skips nothing: without a database for a million rows and a client that asks fast there is nothing to measure.
LOAD_PACKAGES = {"postgresql": has_postgres, "wrk": lambda: bool(shutil.which("wrk"))}
# Purpose -> Debian packages beside the portal's own, which of them may stay missing, the lock file. Tests that need a
# missing one skip themselves with a sentence.
PURPOSES = {
    "demo": ({}, set(), "base.txt"),
    "test": (TEST_PACKAGES, set(TEST_PACKAGES), "dev.txt"),
    "load": (LOAD_PACKAGES, set(), "dev.txt"),
}


def fail(sentence):
    print(f"\n{sentence}\n", file=sys.stderr)
    sys.exit(1)


def check_port(text):
    """A port that is taken is said before any work is done."""
    port = int(text) if text.isascii() and text.isdecimal() else 0
    if not 0 < port < 65536:
        fail(f"PORT={text} is not a port number: choose one between 1 and 65535, for example: make demo PORT=8123")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            fail(f"Port {port} may only be used by root. Choose a higher one, for example: make demo PORT=8123")
        except OSError:
            fail(f"Port {port} is already in use on this machine. Choose another one, for example: make demo PORT=8123")


def install_packages(wanted, skippable=frozenset()):
    """Install what the system lacks through apt as root; otherwise name the packages in a sentence.

    Only what is skippable may stay missing.
    """
    missing = [name for name, present in wanted.items() if not present()]
    if not missing:
        return
    names = " ".join(missing)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing Debian packages: {names}", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "-q", "update"], env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        install = ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *missing]
        done = subprocess.run(install, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        if done.returncode == 0:
            return
        print(f"apt-get could not install: {names}", file=sys.stderr)
    needed = [name for name in missing if name not in skippable]
    if needed:
        fail(
            f"The system lacks {' and '.join(needed)}. Ask an administrator to run:\n"
            f"    sudo apt-get install --no-install-recommends {names}\nthen run the same command again."
        )
    print(f"The system lacks {', '.join(missing)}: the tests that need them are skipped.", file=sys.stderr)


def venv_python():
    """The environment's interpreter, made anew when it is missing or belongs to another Python."""
    python = VENV / "bin" / "python"
    probe = [python, "-c", "import sys, pip; raise SystemExit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"]
    if not python.exists() or subprocess.run(probe, stderr=subprocess.DEVNULL).returncode:
        print(f"Making the environment .venv with Python {sys.version.split()[0]}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
    return python


def install_libraries(lock):
    """pip install the lock file, hashes checked; skipped while the lock is the one already installed."""
    python = venv_python()
    version = str(python.readlink()) if python.is_symlink() else "copied"
    mark = hashlib.sha256(lock.read_bytes() + version.encode()).hexdigest()
    stamp = VENV / f".installed-{lock.stem}"
    if stamp.exists() and stamp.read_text() == mark:
        return
    print(f"Installing the libraries locked in {lock.relative_to(ROOT)} (once, about a minute)", flush=True)
    command = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes", "-r", lock]
    if subprocess.run(command, stdin=subprocess.DEVNULL).returncode:
        fail(f"pip could not install {lock.relative_to(ROOT)}: see the message above. Is the package index reachable?")
    stamp.write_text(mark)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("purpose", choices=list(PURPOSES))
    parser.add_argument("--port", help="refuse at once if this port is taken")
    options = parser.parse_args()
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        fail(f"The portal needs Python 3.11 to 3.13; this is {sys.version.split()[0]}. Use: make PYTHON=python3.11 ...")
    if options.port is not None:
        check_port(options.port)
    more, skippable, lock = PURPOSES[options.purpose]
    install_packages({**PORTAL_PACKAGES, **more}, skippable)
    install_libraries(ROOT / "requirements" / lock)


if __name__ == "__main__":
    main()
