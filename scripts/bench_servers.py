"""Granian beside gunicorn, both standing, asked in turns: only the ratios mean something.

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
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PORTS = {"granian": "8731", "gunicorn": "8732"}
PAGES = {"bare WSGI": "/", "home page": "/", "sign-in page": "/accounts/login/"}


def hello(environ, start_response):
    """The least a WSGI application can do."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "5")])
    return [b"hello"]


def servers(application: str) -> dict[str, list[str]]:
    """Command lines of the competitors, alike in processes and threads."""
    granian = ["--interface", "wsgi", "--port", PORTS["granian"], "--workers", "2", "--blocking-threads", "4"]
    gunicorn = ["--bind", f"127.0.0.1:{PORTS['gunicorn']}", "--workers", "2", "--worker-class", "gthread"]
    return {
        "granian": [str(BIN / "granian"), *granian, "--no-ws", "--log-level", "error", application],
        "gunicorn": [str(BIN / "gunicorn"), *gunicorn, "--threads", "4", "--no-control-socket", application],
    }


@contextmanager
def running(name: str, command: list[str], environment: dict[str, str]) -> Iterator[None]:
    """The server, from its first answer on, in a session of its own."""
    nowhere = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, **nowhere)
    try:
        for _attempt in range(100):
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", int(PORTS[name])), timeout=1).close()
                break
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(timeout=30)


def rate(name: str, path: str, seconds: int) -> float:
    """Requests a second; an answer that is no success ends the run."""
    command = ["wrk", "-t1", "-c16", f"-d{seconds}s", f"http://127.0.0.1:{PORTS[name]}{path}"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        sys.exit(f"{name} did not answer {path} with 200:\n{said}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def measure(rounds: int, seconds: int, environment: dict[str, str]) -> dict[tuple[str, str], list[float]]:
    """Both servers stand; they are asked in turns, and who begins changes every round."""
    found: dict[tuple[str, str], list[float]] = {}
    for page, path in PAGES.items():
        application = "scripts.bench_servers:hello" if page == "bare WSGI" else "lsp_portal.wsgi:application"
        with ExitStack() as stack:
            for name, command in servers(application).items():
                stack.enter_context(running(name, command, environment))
            for number in range(-1, rounds):
                for name in sorted(PORTS, reverse=bool(number % 2)):
                    answered = rate(name, path, seconds)
                    if number >= 0:  # the first round warms up
                        found.setdefault((page, name), []).append(answered)
        print(f"measured: {page}", file=sys.stderr, flush=True)
    return found


def table(found: dict[tuple[str, str], list[float]]) -> str:
    """Medians, and the median of the ratios of each round."""
    rows = ["| page | gunicorn gthread, req/s | granian, req/s | granian / gunicorn |", "| --- | --- | --- | --- |"]
    for page in PAGES:
        slow, fast = found[page, "gunicorn"], found[page, "granian"]
        ratios = [ours / max(theirs, 1) for ours, theirs in zip(fast, slow, strict=True)]
        spread = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        rows.append(f"| {page} | {statistics.median(slow):,.0f} | {statistics.median(fast):,.0f} | {spread} |")
    return "\n".join(rows)


def main() -> None:
    if not shutil.which("wrk"):
        sys.exit("wrk is missing: install the Debian package wrk.")
    rounds, seconds = (int(word) for word in [*sys.argv[1:3], *["9", "2"][len(sys.argv[1:3]) :]])
    with tempfile.TemporaryDirectory() as var:
        own = ("DJANGO_SETTINGS_MODULE", "TESTING", "DATABASE_URL")
        clean = {name: value for name, value in os.environ.items() if name not in own}
        environment = {**clean, "VAR_DIR": var}
        subprocess.run([sys.executable, "scripts/demo.py", "--prepare-only"], cwd=ROOT, env=environment, check=True)
        print(table(measure(rounds, seconds, environment)))


if __name__ == "__main__":
    main()
