"""One worker of `make mutate`: a pytest run that asks its tests about one fault after the other, each in a fork."""

import json
import os
import re
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import NoReturn

import pytest
from mutate_faults import Fault, put_in
from mutate_reach import Reach

MOST_TESTS = 150  # that may see a fault
MOST_SECONDS = 25  # of the processor for all tests of a fault; then it has lived
ENDLESS = 30  # seconds of the processor for one test: the fault goes round in circles, and that is noticed
STUCK = 900.0  # seconds of the clock: it waits for something that never comes
UNSEEN = ["tests/browser", "tests/postgres", "tests/architecture", "tests/commands"]
NOT_APPLIED = 3


class Trial:
    """The plugin: collects as ever, then forks instead of running."""

    def __init__(self, sample: list[Fault], told: Path, root: Path) -> None:
        self.sample, self.told, self.root = sample, told, root
        self.failed: str | None = None
        self.sound: dict[str, bool] = {}
        self.in_child = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = report.nodeid

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = [item for item in session.items if not hasattr(getattr(item, "obj", None), "hypothesis")]
        self.run([next(item for item in items if "world" in item.fixturenames)], items[-1])  # makes the database
        self.anchor = items[-1]
        self.items: dict[tuple[str, str], list[pytest.Item]] = {}
        for item in items:
            key = (item.path.relative_to(self.root).as_posix(), getattr(item, "originalname", item.name))
            self.items.setdefault(key, []).append(item)
        self.reach = Reach(source(self.root), self.root)
        from django.db import connections

        connections.close_all()  # a child opens its own
        with self.told.open("w") as told:
            for fault in self.sample:
                result = self.judge(fault)
                told.write(json.dumps(result) + "\n")
                told.flush()
        return True

    def run(self, items: list[pytest.Item], following: pytest.Item) -> str | None:
        """Run until one fails and say which; nothing of the session is taken down."""
        self.failed = None
        for item, after in zip(items, [*items[1:], following], strict=True):
            if self.in_child and spent() > MOST_SECONDS:
                break
            self.limit()
            item.ihook.pytest_runtest_protocol(item=item, nextitem=after)
            if self.failed:
                return self.failed
        return None

    def limit(self) -> None:
        """The system ends a child that a fault sends round in circles. A busy machine is no circle."""
        if self.in_child:
            hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
            resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + ENDLESS, hard))

    def judge(self, fault: Fault) -> dict:
        """Who saw the fault, if anybody did."""
        before, items = spent(), self.witnesses(fault)
        ended, by = ("lived", "") if items else ("unseen", "")
        while items:
            ended, by = self.fork(fault, items)
            if not by or self.is_sound(by):
                break
            items = [item for item in items if item.nodeid != by]
        seconds = round(spent() - before, 1)
        print(f"{ended:<11}{seconds:>5} s  {fault}  {by}", file=sys.stderr, flush=True)
        return {"fault": str(fault), "ended": ended, "by": by, "seconds": seconds}

    def witnesses(self, fault: Fault) -> list[pytest.Item]:
        said = re.findall(r"'([a-z_]+)'", fault.was)
        tests = self.reach.tests(fault.name, fault.path.as_posix(), said)
        found = [item for test in tests for item in self.items.get(test, ())]
        return [item for item in found if self.sound.get(item.nodeid, True)][:MOST_TESTS]

    def is_sound(self, name: str) -> bool:
        """Whether a test that failed passes without the fault."""
        if name not in self.sound:
            own = [item for items in self.items.values() for item in items if item.nodeid == name]
            self.sound[name] = self.fork(None, own)[0] == "lived"
        return self.sound[name]

    def fork(self, fault: Fault | None, items: list[pytest.Item]) -> tuple[str, str]:
        """(how it ended, the test that failed)."""
        reading, writing = os.pipe()
        if not (child := os.fork()):
            self.live_as_child(fault, items, writing)
        os.close(writing)
        code = waited(child)
        with os.fdopen(reading) as pipe:
            by = pipe.read()
        if code == NOT_APPLIED:
            return "unreachable", ""
        if code > 0:  # our own mistake is no test that failed
            raise RuntimeError(f"The fork for this fault broke: {fault}\n{by}")
        return ("caught", by) if by or code else ("lived", "")

    def live_as_child(self, fault: Fault | None, items: list[pytest.Item], writing: int) -> NoReturn:
        """Never comes back into the parent's work, whatever the fault does."""
        self.in_child = True
        try:
            os.setsid()
            silence()
            if fault and not put_in(fault, self.root):
                os._exit(NOT_APPLIED)
            os.write(writing, (self.run(items, self.anchor) or "").encode())
            os._exit(0)
        finally:
            os.write(writing, traceback.format_exc().encode())
            os._exit(1)


def spent() -> float:
    """Processor time of this process and of all that ended before it."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def source(root: Path) -> list[Path]:
    """Every Python file of the portal and its tests."""
    found = [path.relative_to(root) for path in root.glob("*/**/*.py")]
    return sorted(root / path for path in found if path.parts[0][0] != "." and "migrations" not in path.parts)


def silence() -> None:
    """What tests and faults print is of no use to anybody."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def waited(child: int) -> int:
    """The exit code of a child; not 0 when the system or we had to end it."""
    until = time.monotonic() + STUCK
    while True:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > until:
            os.killpg(child, signal.SIGKILL)
        time.sleep(0.01)


def try_all(sample: list[Fault], told: Path, root: Path) -> int:
    sys.path.insert(0, str(root))
    options = ["tests", *(f"--ignore={folder}" for folder in UNSEEN), "-q", "--create-db", "-p", "no:cacheprovider"]
    return pytest.main(options, plugins=[Trial(sample, told, root)])
