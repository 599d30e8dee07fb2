"""However many files strangers send at once: few are read at the same time, each for a short time."""

import os
import signal
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from certificates.checking.comparing import check_file
from certificates.models import CertificateFile
from certificates.sealing import signatures
from kit import confined, places
from tests.certificates.checking.test_api import post
from tests.certificates.checking.test_files import drop, printed

HOLD = """
import fcntl, sys, time
file = open(sys.argv[1], "ab")
fcntl.flock(file, fcntl.LOCK_EX)
print(flush=True)
time.sleep(600)
"""


@pytest.fixture
def one_place(settings, tmp_path):
    """A machine that reads one file at a time."""
    settings.CHECK_READERS, settings.VAR_DIR = 1, tmp_path


@pytest.fixture
def elsewhere(one_place, tmp_path):
    """Another process of the portal has the only place."""
    (tmp_path / "readers").mkdir()
    command = [sys.executable, "-c", HOLD, str(tmp_path / "readers" / "0.lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        yield process
        process.kill()


def test_no_more_are_read_at_once_than_there_are_places(settings, one_place):
    settings.CHECK_READERS = 2
    with places.place() as first, places.place() as second, places.place() as third:
        assert (first, second, third) == (True, True, False)
    with places.place() as again:
        assert again


def test_while_another_process_reads_the_visitor_is_asked_to_come_again(db, elsewhere):
    answer = drop(printed("Surat"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "terlalu banyak berkas lain" in answer.text and "Ini bukan pernyataan" in answer.text
    answer = post(printed("Surat"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "terlalu banyak berkas lain" in answer.json()["detail"]


def test_a_genuine_file_and_every_other_page_need_no_place(world, elsewhere):
    world.certificate()
    assert check_file(bytes(CertificateFile.objects.get().content), count=int).outcome == "genuine"
    assert Client().get(reverse("verify_search")).status_code == 200


def test_the_place_of_a_process_that_was_killed_is_free_again(db, elsewhere):
    letter = printed("Surat")
    assert drop(letter).status_code == 503
    os.kill(elsewhere.pid, signal.SIGKILL)
    elsewhere.wait()
    assert drop(letter).status_code == 200


def test_a_place_is_free_again_whatever_happened_in_it(one_place):
    with pytest.raises(ZeroDivisionError), places.place():
        raise ZeroDivisionError
    with places.place() as again:
        assert again


def test_both_readers_of_a_file_share_its_place_and_its_time(db, one_place, monkeypatch, tmp_path):
    """The first one takes all the time there is: the second is not even begun."""
    endless, begun = tmp_path / "endless.py", tmp_path / "begun"
    endless.write_text("while True: pass")
    monkeypatch.setattr(confined, "SECONDS", 0.5)
    with confined.one_file():
        for reader in (endless, begun):
            with pytest.raises(confined.Unreadable, match="gave_up"):
                confined.ask(reader, b"%PDF-")
            monkeypatch.setattr(confined.subprocess, "run", lambda *a, **k: pytest.fail("a reader without time"))


def test_a_seal_that_took_too_long_is_not_called_foreign(db, monkeypatch, tmp_path):
    """Not to know is not the same as “not ours”."""
    stuck = tmp_path / "stuck.py"
    stuck.write_text("raise SystemExit(1)")
    monkeypatch.setattr(signatures, "READER", stuck)
    result = check_file(printed("Surat"), count=int)
    assert (result.outcome, result.why) == ("unreadable", "gave_up")
