"""Granian beside gunicorn, in turns within one run: only the ratios mean something.

.venv/bin/python scripts/bench_servers.py [rounds] [seconds]

Loopback only, 16 connections that are kept, two worker processes of four threads each. `wrk` makes the requests.
"""

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PORT = 8731
PAGES = {"bare WSGI": "/", "home page": "/", "sign-in page": "/accounts/login/"}


def hello(environ, start_response):
    """The least a WSGI application can do."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "5")])
    return [b"hello"]


def servers(application: str) -> dict[str, list[str]]:
    """Command lines of the competitors, alike in processes and threads."""
    granian = ["--interface", "wsgi", "--port", str(PORT), "--workers", "2", "--blocking-threads", "4"]
    gunicorn = ["--bind", f"127.0.0.1:{PORT}", "--workers", "2", "--worker-class", "gthread", "--threads", "4"]
    return {
        "granian": [str(BIN / "granian"), *granian, "--no-ws", "--log-level", "error", application],
        "gunicorn": [str(BIN / "gunicorn"), *gunicorn, "--no-control-socket", "--log-level", "error", application],
    }


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        for _attempt in range(100):
            try:
                socket.create_connection(("127.0.0.1", PORT), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(timeout=30)


def rate(path: str, seconds: int) -> float:
    """Requests a second; an answer that is no success ends the run."""
    address = f"http://127.0.0.1:{PORT}{path}"
    subprocess.run(["wrk", "-t1", "-c16", "-d1s", address], check=True, stdout=subprocess.DEVNULL)
    command = ["wrk", "-t1", "-c16", f"-d{seconds}s", address]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        sys.exit(f"{path} did not answer with 200:\n{said}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def measure(rounds: int, seconds: int, environment: dict[str, str]) -> dict[tuple[str, str], list[float]]:
    found: dict[tuple[str, str], list[float]] = {}
    for number in range(rounds):
        for page, path in PAGES.items():
            application = "scripts.bench_servers:hello" if page == "bare WSGI" else "lsp_portal.wsgi:application"
            for name, command in servers(application).items():
                with running(command, environment):
                    found.setdefault((page, name), []).append(rate(path, seconds))
        print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
    return found


def table(found: dict[tuple[str, str], list[float]]) -> str:
    """Medians, and the median of the ratios of each round."""
    rows = ["| page | gunicorn gthread, req/s | granian, req/s | granian / gunicorn |", "| --- | --- | --- | --- |"]
    for page in PAGES:
        slow, fast = found[page, "gunicorn"], found[page, "granian"]
        ratios = [ours / theirs for ours, theirs in zip(fast, slow, strict=True)]
        spread = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        rows.append(f"| {page} | {statistics.median(slow):,.0f} | {statistics.median(fast):,.0f} | {spread} |")
    return "\n".join(rows)


def main() -> None:
    if not shutil.which("wrk"):
        sys.exit("wrk is missing: install the Debian package wrk.")
    rounds, seconds = (int(word) for word in [*sys.argv[1:3], *["5", "3"][len(sys.argv[1:3]) :]])
    with tempfile.TemporaryDirectory() as var:
        own = ("DJANGO_SETTINGS_MODULE", "TESTING", "DATABASE_URL")
        clean = {name: value for name, value in os.environ.items() if name not in own}
        environment = {**clean, "VAR_DIR": var}
        subprocess.run([sys.executable, "scripts/demo.py", "--prepare-only"], cwd=ROOT, env=environment, check=True)
        print(table(measure(rounds, seconds, environment)))


if __name__ == "__main__":
    main()
