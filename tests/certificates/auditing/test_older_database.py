"""A database of before is brought up to date, and every certificate in it is what it was, to the audit and to all."""

import pytest

from tests.older import OlderPortal, answers, unpacked

pytestmark = pytest.mark.together  # it is brought up to date once
KINDS = {"valid", "expiring", "expired", "suspended", "withdrawn", "replaced"}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the public is told of the database of then after `migrate`."""
    folder = tmp_path_factory.mktemp("older")
    (folder / "portal.sqlite3").write_bytes(unpacked("portal.sqlite3"))
    portal = OlderPortal(folder)
    portal.manage("migrate", "-v0")
    return portal.ask()


@pytest.fixture(scope="module")
def before():
    return answers("sqlite")


def test_certificates_of_every_kind_stand_in_it(before):
    said = [certificate["answer"] | certificate["snapshot"] for certificate in before["certificates"].values()]
    assert {one["standing"] for one in said} == KINDS
    assert len({one["design"]["family"] for one in said}) == 3
    assert len({kid for one in before["certificates"].values() for kid in one["seal"]["by"]}) == 2
    assert any(one["renews"] for one in said) and any(one["blank_number"] for one in said)
    assert sum(bool(one["replaces"]) for one in said) == 2  # one of a damaged sheet, one of a smaller scope


def test_every_one_is_supported_and_the_register_is_whole(told, before):
    assert told["audit"] == f"{len(before['certificates'])} certificates, every one supported."
    assert "whole, up to entry" in told["chain"]


def test_every_one_says_what_it_said(told, before):
    assert list(told["certificates"]) == list(before["certificates"])
    for number, said in before["certificates"].items():
        assert told["certificates"][number] == said, number


def test_the_public_register_says_what_it_said(told, before):
    assert told["entries"] == before["entries"] and told["roots"] == before["roots"]


def test_what_somebody_changed_is_still_found(told):
    assert told["changed file"]["outcome"] == "altered"


def test_the_guards_stand_again(told):
    assert told["check"] == "System check identified no issues (0 silenced)."
