"""A throwaway PostgreSQL cluster: made, started, used and removed by one command, never by root.

    .venv/bin/python scripts/postgres.py .venv/bin/pytest tests/postgres

It listens on a Unix socket in its own temporary folder only, so it meets no other server on the machine. Nothing in it
is meant to last, hence no fsync.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DATABASE = "portal"
MISSING = "PostgreSQL is not installed: install the Debian package postgresql."
INITDB = ["-D", "data", "-U", DATABASE, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--wal-segsize=1"]
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "jit": "off",  # compiling a query takes longer than any answer of a test
    "shared_buffers": "64MB",
    "max_wal_size": "1GB",
    "max_connections": "60",
    "log_min_messages": "fatal",
}


def find_binaries() -> Path | None:
    """The folder of the newest installed server, or None."""
    servers = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if servers:
        return max(servers, key=lambda folder: float(folder.parent.name))
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def version(binaries: Path) -> str:
    """`15.18`: a cluster begins only with the files of its own server."""
    said = subprocess.run([binaries / "postgres", "--version"], check=True, text=True, stdout=subprocess.PIPE).stdout
    return said.split()[2]


def server_identity() -> dict[str, object]:
    """PostgreSQL refuses to run as root: then it becomes `postgres`, or `nobody` where that account is missing."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    account = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@contextmanager
def cluster(begins_as: Path | None = None, ends_as: Path | None = None) -> Iterator[dict[str, str]]:
    """A running cluster; gives the environment that points the portal at it.

    `ends_as` is an archive to write of it when it has stopped, with which another one may begin.
    """
    binaries = find_binaries()
    if binaries is None:
        raise FileNotFoundError(MISSING)
    identity = server_identity()
    # Short on purpose: the path of a Unix socket may have 107 characters.
    home = Path(tempfile.mkdtemp(prefix="lsp-pg-", dir="/tmp" if Path("/tmp").is_dir() else None))
    if identity:
        os.chown(home, identity["user"], identity["group"])
    plain = {"env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, "cwd": home, **identity}
    try:
        if begins_as:
            with begins_as.open("rb") as archive:
                subprocess.run(["tar", "-x"], check=True, stdin=archive, **plain)
        else:
            subprocess.run([binaries / "initdb", *INITDB], check=True, stdout=subprocess.DEVNULL, **plain)
        yield from _serve(binaries, home, plain, empty=begins_as is None)
        if ends_as:
            with ends_as.open("wb") as archive:
                subprocess.run(["tar", "-c", "data"], check=True, stdout=archive, **plain)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _serve(binaries: Path, home: Path, plain: dict[str, object], empty: bool) -> Iterator[dict[str, str]]:
    options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    # A session of its own: Ctrl-C reaches the tests, which stop first and leave the server to us.
    server = subprocess.Popen(
        [binaries / "postgres", "-D", home / "data", "-k", home, *options],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True, **plain,
    )  # fmt: skip
    try:
        _wait_until_ready(binaries, home, server)
        if empty:
            subprocess.run([binaries / "createdb", "-h", home, "-U", DATABASE, DATABASE], check=True)
        yield {"DATABASE_URL": f"postgres:///{home}/{DATABASE}", "PGUSER": DATABASE}
    finally:
        server.send_signal(signal.SIGINT)  # fast shutdown: connections are closed, no waiting for clients
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.send_signal(signal.SIGQUIT)
            server.wait(timeout=10)


def _wait_until_ready(binaries: Path, home: Path, server: subprocess.Popen) -> None:
    question = [binaries / "pg_isready", "-q", "-h", home, "-U", DATABASE, "-d", "postgres"]
    for _attempt in range(200):
        if server.poll() is not None:
            raise RuntimeError(f"The throwaway PostgreSQL cluster stopped at once (exit {server.returncode}).")
        if subprocess.run(question, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise RuntimeError("The throwaway PostgreSQL cluster did not answer within 20 seconds.")


def stop_cleanly() -> None:
    """Turn a request to end (from CI, from a time limit) into an exception, so that the cluster is stopped as well."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    stop_cleanly()
    try:
        with cluster() as environment:
            return subprocess.run(sys.argv[1:], env={**os.environ, **environment}, check=False).returncode
    except FileNotFoundError as missing:
        print(missing, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
