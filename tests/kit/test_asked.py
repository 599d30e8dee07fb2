"""Counts hold over all processes, whatever becomes of the request and whoever writes to the database meanwhile."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as configured
from django.db import transaction
from django.test import Client
from django.urls import reverse

from kit import asked as counting
from kit import limits

ASK = """
import sys
import django
django.setup()
from kit import asked as counting
input()
print(sum(counting.exceeded("number:192.0.2.1", [(86_400 * 365 * 200, 30)]) == 0 for _ in range(25)))
"""
MINUTE = [(60, 3)]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


def test_several_processes_count_together_and_none_is_missed(folder):
    """Four processes ask 25 times each at once; 30 are allowed, and 30 it is."""
    environment = os.environ | {"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    environment.pop("PYTEST_XDIST_WORKER", None)  # with it the settings take a folder of their own
    asking = [
        subprocess.Popen(
            [sys.executable, "-c", ASK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
            cwd=configured.BASE_DIR,
        )
        for _ in range(4)
    ]  # fmt: skip
    for process in asking:
        process.stdin.write("\n")
        process.stdin.flush()
    allowed = [int(process.communicate()[0]) for process in asking]
    assert sum(allowed) == 30 and [process.returncode for process in asking] == [0] * 4


def test_threads_count_together():
    with time_machine.travel("2026-12-05 10:00:30", tick=False), ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _n: counting.exceeded("a", [(60, 20)]), range(80)))
    assert sorted(waits) == [0] * 20 + [30] * 60


def test_each_window_and_what_one_refuses_the_next_does_not_count():
    limits_ = [(60, 2), (3600, 3)]
    with time_machine.travel("2026-12-05 10:00:30+00:00", tick=False) as clock:
        assert [counting.exceeded("a", limits_) for _ in range(4)] == [0, 0, 30, 30]
        clock.shift(30)
        assert [counting.exceeded("a", limits_) for _ in range(2)] == [0, 59 * 60]
        assert counting.exceeded("b", limits_) == 0
        clock.shift(59 * 60)
        assert counting.exceeded("a", limits_) == 0


def test_a_clock_a_moment_behind_opens_no_new_window():
    with time_machine.travel("2026-12-05 10:00:59", tick=False) as clock:
        assert [counting.exceeded("a", MINUTE) for _ in range(3)] == [0] * 3
        clock.shift(1)
        assert [counting.exceeded("a", MINUTE) for _ in range(3)] == [0] * 3
        clock.shift(-1)
        assert counting.exceeded("a", MINUTE) > 0


def test_a_request_that_is_undone_was_asked_all_the_same(db):
    with time_machine.travel("2026-12-05 10:00:30", tick=False):
        for _ in range(3):
            with pytest.raises(ZeroDivisionError), transaction.atomic():
                assert counting.exceeded("a", MINUTE) == 0
                raise ZeroDivisionError
        assert counting.exceeded("a", MINUTE) == 30


def test_who_writes_to_the_database_keeps_no_question_waiting(world, settings):
    """The test itself holds a transaction that has written: on SQLite the only writer there is."""
    certificate = world.certificate()
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"number": 1}
    with time_machine.travel("2026-12-05 10:00:30", tick=False):
        statuses = [Client().get(reverse("verify_search"), {"number": certificate.number}).status_code for _ in "12"]
    assert statuses == [200, 429]


def test_who_holds_the_counts_themselves_is_not_waited_for_long(folder, monkeypatch, db):
    counting.exceeded("a", MINUTE)
    monkeypatch.setattr(counting, "PATIENCE", 0.05)
    with sqlite3.connect(folder / counting.FILE, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(1) as fresh:  # a thread that opens the file now, with little patience
            assert fresh.submit(counting.exceeded, "b", MINUTE).result() == counting.AGAIN
        other.execute("ROLLBACK")
    other.close()
    assert counting.exceeded("b", MINUTE) == 0


@pytest.mark.parametrize("damage", [lambda file: file.unlink(), lambda file: file.write_bytes(b"no database" * 1000)])
def test_a_file_that_is_gone_or_damaged_begins_anew(folder, damage):
    with ThreadPoolExecutor(1) as before:
        assert before.submit(counting.exceeded, "a", MINUTE).result() == 0
    damage(folder / counting.FILE)
    with ThreadPoolExecutor(1) as after:
        assert after.submit(counting.exceeded, "a", MINUTE).result() in (0, counting.AGAIN)
    assert counting.exceeded("a", MINUTE) == 0


def test_an_address_is_kept_as_a_digest_and_no_longer_than_its_window(folder):
    with time_machine.travel("2026-12-05 10:00:30", tick=False) as clock:
        counting.exceeded("number:192.0.2.1", MINUTE)
        stored = b"".join(path.read_bytes() for path in Path(folder).glob("counts*"))
        assert b"192.0.2.1" not in stored and hashlib.sha256(b"number:192.0.2.1").digest()[:16] not in stored
        clock.shift(60)
        counting.exceeded("number:192.0.2.2", MINUTE)
    with sqlite3.connect(folder / counting.FILE) as file:
        assert file.execute("SELECT COUNT(*) FROM counts").fetchone() == (1,)
    file.close()


def test_reports_are_counted_over_all_processes(db, settings):
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"report": 2}
    assert {"number", "report"} == limits.SHARED
    with time_machine.travel("2026-12-05 10:00:30", tick=False):
        counting.exceeded("report:127.0.0.1", [(60, 2)])  # as another process would
        statuses = [Client().post(reverse("report_follow"), {"code": "x"}).status_code for _ in "12"]
    assert statuses == [422, 429]


@pytest.mark.parametrize(
    ("wait", "words"), [(1, "1 detik"), (120, "120 detik"), (121, "3 menit"), (7200, "120 menit"), (7201, "3 jam")]
)
def test_the_time_to_wait_is_said_in_words(wait, words):
    assert limits.spoken(wait) == words
