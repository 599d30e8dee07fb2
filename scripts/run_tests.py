"""The suite in three runs, SQLite, PostgreSQL and real Chromium, and one closing line for all of them.

    .venv/bin/python scripts/run_tests.py                          each database where it matters
    WHOLE=1 .venv/bin/python scripts/run_tests.py                  everything on both, long walks, whole crawls
    .venv/bin/python scripts/run_tests.py postgres tests/postgres  one run, with pytest's own arguments

With REQUIRE_ALL=1 (CI) a run or a test that is skipped because the system lacks something counts as failed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from postgres import MISSING, cluster, find_binaries, stop_cleanly, version

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT))
from tests.migrated import store  # noqa: E402

RESULTS = ROOT / "test-results"
DEMO = RESULTS / "demo"
WHOLE = os.environ.get("WHOLE") == "1"
STRICT = os.environ.get("REQUIRE_ALL") == "1"
WORKERS = str(min(4, os.cpu_count() or 1))
NOTHING_COLLECTED = 5

SELECTION = {
    "sqlite": ["tests", "--ignore=tests/browser", "--ignore=tests/postgres"],
    # What reads the source, not a database, is asked once.
    "postgres": ["tests", "--ignore=tests/browser", "--ignore-glob=tests/architecture/test_[!a]*.py"],
    "browser": ["tests/browser"],
}
DIVIDED = {"sqlite": {"DIVIDED": "sqlite"}, "postgres": {"DIVIDED": "postgresql"}, "browser": {}}  # tests/dividing.py


def pytest(name: str, arguments: list[str], environment: dict[str, str]) -> int:
    """One pytest run. With arguments of the caller's it runs just those, in one process."""
    chosen = arguments or [*SELECTION[name], "-n", WORKERS, "-q"]
    command = [sys.executable, "-m", "pytest", *chosen, f"--junitxml={RESULTS / name}.xml"]
    return subprocess.run(
        command, cwd=ROOT, env=clean() | divided(name, arguments) | environment, check=False
    ).returncode


def divided(name: str, arguments: list[str]) -> dict[str, str]:
    """What is named is asked where it is asked to be; else the databases share the work, or each does all of it."""
    return {} if arguments or WHOLE else DIVIDED[name]


def clean() -> dict[str, str]:
    """The environment without what would lead to somebody's own portal."""
    return {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "VAR_DIR", "DEMO")}


@contextmanager
def migrated_cluster(binaries: Path) -> Iterator[dict[str, str]]:
    """A cluster that has the migrated database in it already, if one could be kept."""
    of_server = keep_cluster(binaries)
    with tempfile.TemporaryDirectory(prefix="lsp-cluster-") as folder:
        archive = Path(folder) / "cluster.tar"
        found = bool(of_server) and store.copy_kept("cluster", of_server, archive)
        with cluster(begins_as=archive if found else None) as environment:
            yield environment


def keep_cluster(binaries: Path) -> str:
    """Keep a cluster with the migrated database for this run and the next ones; its key, "" where there is none."""
    key = migrated("key", {})
    if not key:  # whatever is wrong, the run itself will tell it
        return ""
    of_server = f"{version(binaries)}-{key}"
    with tempfile.TemporaryDirectory(prefix="lsp-cluster-") as folder, store.alone("cluster"):
        archive = Path(folder) / "cluster.tar"
        if not store.copy_kept("cluster", of_server, archive):
            with cluster(ends_as=archive) as environment:
                made = migrated("make", environment)
            if made == key:  # nobody edited anything meanwhile
                store.keep("cluster", of_server, archive)
    return of_server


@contextmanager
def made_meanwhile(following: str) -> Iterator[None]:
    """What the next run begins with is made beside this one, whose workers wait for each other now and then."""
    commands = {"postgres": [__file__, "cluster"], "browser": ["-m", "tests.demo", str(DEMO)]}
    if following not in commands or (following == "postgres" and find_binaries() is None):
        yield
        return
    making = subprocess.Popen([sys.executable, *commands[following]], cwd=ROOT, env=clean())
    try:
        yield
        making.wait()  # if it failed, the next run tries it itself and tells what is wrong
    finally:
        making.terminate()
        making.wait()


def migrated(word: str, environment: dict[str, str]) -> str:
    """What tests/migrated says of the database that this code migrates to."""
    command = [sys.executable, "-m", "tests.migrated", word]
    return subprocess.run(
        command, cwd=ROOT, env={**clean(), **environment}, check=False, text=True, stdout=subprocess.PIPE
    ).stdout.strip()


def run(name: str, arguments: list[str]) -> int:
    """Run one of the three; say what is missing where it cannot run."""
    print(f"\n=== {name} ===", flush=True)
    if name != "postgres":
        return pytest(name, arguments, {"PREPARED_DEMO": str(DEMO)} if name == "browser" else {})
    binaries = find_binaries()
    if binaries is None:
        print(f"Skipped: {MISSING}", flush=True)
        return 1 if STRICT else 0
    with migrated_cluster(binaries) as environment:
        return pytest(name, arguments, environment)


def counts(names: list[str]) -> dict[str, int]:
    """What pytest's own reports add up to."""
    total = {"tests": 0, "failed": 0, "skipped": 0}
    for name in names:
        report = RESULTS / f"{name}.xml"
        for suite in ElementTree.parse(report).iter("testsuite") if report.exists() else ():
            total["tests"] += int(suite.get("tests", 0))
            total["failed"] += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            total["skipped"] += int(suite.get("skipped", 0))
    return total


def main() -> int:
    stop_cleanly()
    if sys.argv[1:] == ["cluster"]:
        binaries = find_binaries()
        return 0 if binaries and keep_cluster(binaries) else 1
    names = [sys.argv[1]] if len(sys.argv) > 1 else list(SELECTION)
    if names[0] not in SELECTION:
        print(f"Choose one of: {', '.join(SELECTION)}", file=sys.stderr)
        return 2
    shutil.rmtree(RESULTS, ignore_errors=True)
    RESULTS.mkdir()
    began, codes = time.monotonic(), {}
    for name, following in zip(names, [*names[1:], ""], strict=True):
        with made_meanwhile(following):
            codes[name] = run(name, sys.argv[2:])
    shutil.rmtree(DEMO, ignore_errors=True)
    total = counts(names)
    failed_runs = [name for name, code in codes.items() if code]
    minutes, seconds = divmod(round(time.monotonic() - began), 60)
    passed = total["tests"] - total["failed"] - total["skipped"]
    line = f"{passed} passed, {max(total['failed'], len(failed_runs))} failed, {total['skipped']} skipped"
    (RESULTS / "summary.txt").write_text(f"{line}\n")
    ended = f"not green: {', '.join(failed_runs)}" if failed_runs else "all green"
    print(f"\n=== {' + '.join(names)}: {ended}, {minutes} min {seconds} s ===\n{line}", flush=True)
    return 1 if failed_runs else 0


if __name__ == "__main__":
    sys.exit(main())
