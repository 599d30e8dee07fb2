"""A run that cannot be made is a skip for a newcomer and a failure for CI; the counts add up."""

import pytest

from tests.architecture.source import ROOT


@pytest.fixture
def module(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import run_tests

    monkeypatch.setattr(run_tests, "RESULTS", tmp_path)
    return run_tests


@pytest.mark.parametrize(("strict", "code"), [(False, 0), (True, 1)])
def test_without_postgresql_the_package_is_named_and_ci_fails(module, monkeypatch, capsys, strict, code):
    monkeypatch.setattr(module, "find_binaries", lambda: None)
    monkeypatch.setattr(module, "STRICT", strict)
    assert module.run("postgres", []) == code
    assert "install the Debian package postgresql" in capsys.readouterr().out


def test_the_counts_of_all_runs_add_up(module, tmp_path):
    one = '<testsuites><testsuite tests="10" failures="1" errors="1" skipped="3"/></testsuites>'
    (tmp_path / "sqlite.xml").write_text(one)
    (tmp_path / "browser.xml").write_text(
        '<testsuites><testsuite tests="5" failures="0" errors="0" skipped="0"/></testsuites>'
    )
    assert module.counts(["sqlite", "postgres", "browser"]) == {"tests": 15, "failed": 2, "skipped": 3}


def test_the_databases_share_the_work_unless_all_or_something_named_is_asked(module, monkeypatch):
    monkeypatch.setattr(module, "WHOLE", False)
    assert module.divided("sqlite", []) == {"DIVIDED": "sqlite"}
    assert module.divided("postgres", []) == {"DIVIDED": "postgresql"}
    assert module.divided("browser", []) == module.divided("postgres", ["tests/ethics"]) == {}
    monkeypatch.setattr(module, "WHOLE", True)
    assert module.divided("sqlite", []) == module.divided("postgres", []) == {}
