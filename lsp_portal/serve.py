"""Serve the portal with granian: the one place that says how, for the demo, for production and for the browser tests.

    python -m lsp_portal.serve          HOST, PORT, WORKERS and THREADS come from the environment

Why granian and not gunicorn: docs/operations.md has the measured table.
"""

import os
import sys
from pathlib import Path


def command() -> list[str]:
    """The command line of the server.

    Two processes of four threads: one per core of the smallest machine, and threads so that a certificate being laid
    out does not hold up a page. A worker that dies is started again; a request has 30 seconds to end at a stop.
    Addresses are not logged, whatever the environment says: some are secrets. Each worker says at its start when the
    guards of the database do not stand, and serves all the same (lsp_portal.guard_checks).
    """
    settings = {
        "--interface": "wsgi",
        "--host": os.environ.get("HOST", "127.0.0.1"),
        "--port": os.environ.get("PORT", "8000"),
        "--workers": os.environ.get("WORKERS", "2"),
        "--blocking-threads": os.environ.get("THREADS", "4"),
        "--workers-kill-timeout": "30",
        "--log-level": os.environ.get("SERVER_LOG_LEVEL", "warning"),
    }
    words = [word for pair in settings.items() for word in pair]
    granian = str(Path(sys.executable).with_name("granian"))
    return [granian, *words, "--no-ws", "--no-access-log", "--respawn-failed-workers", "lsp_portal.worker:application"]


def main() -> None:
    """Become the server: the process keeps its id, so signals and service managers reach it."""
    words = command()
    os.execv(words[0], words)  # noqa: S606 - our own interpreter's neighbour, no shell


if __name__ == "__main__":
    main()
