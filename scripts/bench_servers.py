"""Granian beside gunicorn, both standing, asked in turns: only the ratios mean something.

    .venv/bin/python scripts/bench_servers.py [rounds] [seconds]

Loopback only, 16 connections that are kept, two worker processes of four threads each. `wrk` makes the requests. What
is compared is the processor time that the server spends on a request, because it hardly depends on what else the
machine is doing; requests a second do.
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
def running(name: str, command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen]:
    """The server, from its first answer on, in a session of its own."""
    nowhere = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, **nowhere)
    try:
        for _attempt in range(600):
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", int(PORTS[name])), timeout=1).close()
                break
            time.sleep(0.1)
        else:
            sys.exit(f"{name} did not start within a minute.")
        yield server
    finally:
        server.terminate()
        server.wait(timeout=30)


def spent(server: subprocess.Popen) -> float:
    """Processor seconds of all processes of the server's session so far."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if fields[3] == str(server.pid):
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def cost(name: str, server: subprocess.Popen, path: str, seconds: int) -> float | None:
    """Microseconds of processor time per request; None when a busy machine let through too few to tell."""
    before = spent(server)
    command = ["wrk", "-t1", "-c16", f"-d{seconds}s", f"http://127.0.0.1:{PORTS[name]}{path}"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        sys.exit(f"{name} did not answer {path} with 200:\n{said}")
    requests = int(re.search(r"(\d+) requests in", said)[1])
    return (spent(server) - before) / requests * 1e6 if requests >= 20 else None


def measure(rounds: int, seconds: int, environment: dict[str, str]) -> dict[str, list[tuple[float, float]]]:
    """Both servers stand; they are asked in turns, and who begins changes every round."""
    found: dict[str, list[tuple[float, float]]] = {}
    for page, path in PAGES.items():
        application = "scripts.bench_servers:hello" if page == "bare WSGI" else "lsp_portal.wsgi:application"
        with ExitStack() as stack:
            up = {
                name: stack.enter_context(running(name, command, environment))
                for name, command in servers(application).items()
            }
            for number in range(-1, rounds):
                order = sorted(up, reverse=bool(number % 2))
                costs = {name: cost(name, up[name], path, seconds) for name in order}
                if number >= 0 and all(costs.values()):  # the first round warms up
                    found.setdefault(page, []).append((costs["gunicorn"], costs["granian"]))
        print(f"measured: {page}", file=sys.stderr, flush=True)
    return found


def table(found: dict[str, list[tuple[float, float]]]) -> str:
    """Medians, and the median of the ratios of each round."""
    rows = ["| page | gunicorn gthread, µs | granian, µs | gunicorn / granian |", "| --- | --- | --- | --- |"]
    for page, pairs in found.items():
        ratios = [theirs / ours for theirs, ours in pairs]
        spread = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        middle = [statistics.median(column) for column in zip(*pairs, strict=True)]
        rows.append(f"| {page} | {middle[0]:,.0f} | {middle[1]:,.0f} | {spread} |")
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
