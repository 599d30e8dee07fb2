"""A reason that an act asks for says something: no invisible mark and no lone dot stands for it."""

import pytest

from assessments.decisions import operations as decisions
from assessments.people.operations import record_relation, remove_relation
from kit.errors import RuleError
from kit.printable import stated
from tests.architecture.source import ROOT, is_of, modules

NOTHING = ["", "  ", "\u200b", " \u2060\u00ad ", "\u2800", "\u3164", "...", "-"]
# Where a reason may be left out, or has a length of its own.
FREE = {
    "assessments/assessments/operations/enrolment.py", "assessments/confidentiality/operations.py",
    "certificates/blanks/operations.py", "ethics/confidentiality/operations.py",
}  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_stated(text):
    assert stated(text) == ""


def test_what_is_stated_stays():
    assert stated(" \u200bSalah orang.\n ") == "Salah orang."
    assert stated("7") == "7"


@pytest.mark.parametrize("reason", NOTHING)
def test_a_tie_is_not_taken_back_without_a_word(world, reason):
    pair = {"person": world.siti_candidate.person, "relative": world.bima_assessor.person}
    relation = record_relation(by=world.ratna, on=world.today, kind="family", note="", **pair)
    with pytest.raises(RuleError) as refusal:
        remove_relation(by=world.ratna, on=world.today, relation=relation, reason=reason)
    assert refusal.value.code == "reason"


@pytest.mark.parametrize("reason", NOTHING)
def test_nobody_is_refused_without_a_word(world, reason):
    world.record(world.assessment, "K", "K", "K")
    world.sign(world.assessment)
    with pytest.raises(RuleError) as refusal:
        decisions.refuse(by=world.komang, on=world.today, assessment=world.assessment, reason=reason)
    assert refusal.value.code == "reason_required"


def test_every_reason_that_is_asked_for_is_asked_so():
    files = [path for path in modules() if is_of("operations", path) and "reason.strip()" in path.read_text()]
    assert {path.relative_to(ROOT).as_posix() for path in files} <= FREE
