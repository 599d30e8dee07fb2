"""`make demo` says what is wrong before it works on anything, in a sentence a newcomer understands."""

import importlib.util
import socket
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

SCRIPT = ROOT / "scripts" / "bootstrap.py"


def bootstrap(*arguments):
    return subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)


@pytest.fixture
def module():
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def test_a_taken_port_is_said_before_any_work():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = bootstrap("demo", "--port", str(port))
    assert done.returncode == 1
    assert f"Port {port} is already in use" in done.stderr
    assert not done.stdout


@pytest.mark.parametrize("port", ["", "abc", "0", "70000", "-1", "80 00", "٨٠٠٠"])
def test_what_is_no_port_is_refused(port):
    done = bootstrap("demo", f"--port={port}")
    assert done.returncode == 1
    assert "is not a port number" in done.stderr


def test_without_root_the_missing_packages_are_named_in_a_sentence(module, monkeypatch, capsys):
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit):
        module.install_packages({"libpangoft2-1.0-0": lambda: False, "chromium": lambda: True})
    said = capsys.readouterr().err
    assert "The system lacks libpangoft2-1.0-0." in said
    assert "sudo apt-get install --no-install-recommends libpangoft2-1.0-0\n" in said


def test_what_only_some_tests_need_stops_nobody(module, monkeypatch, capsys):
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000)
    module.install_packages({"chromium": lambda: False}, {"chromium"})
    assert "The system lacks chromium: the tests that need them are skipped." in capsys.readouterr().err


def test_a_complete_system_is_left_alone(module, monkeypatch):
    monkeypatch.setattr(module.subprocess, "run", None)
    module.install_packages({"chromium": lambda: True})


def test_a_bench_of_load_does_not_begin_without_its_client(module, monkeypatch, capsys):
    """What tests may skip, a bench cannot: it has nothing else to measure."""
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000)
    packages, skippable, _lock = module.PURPOSES["load"]
    for name in ("wrk", "postgresql"):
        with pytest.raises(SystemExit):
            module.install_packages({name: lambda: False}, skippable)
        assert f"The system lacks {name}." in capsys.readouterr().err
    assert {"wrk", "postgresql"} <= set(packages)


def test_every_command_installs_from_a_lock_with_hashes(module):
    for _packages, _skippable, lock in module.PURPOSES.values():
        assert "--hash=sha256:" in (ROOT / "requirements" / lock).read_text()
