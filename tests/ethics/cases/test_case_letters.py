"""Letters in a case: that something waits, never what; and none to a reporter who gave no account."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from ethics.cases.operations import appeals, cases
from ethics.cases.operations.sanctions import Penalty
from ethics.models import EthicsCase

from .way import STORY, appealed, chair_of, decided, file, heard, judged, report

TELLING = "perkara laporan lapor teradu pelapor etik kode butir sanksi majelis banding uang Bima Wulan Siti Yohanes ETK"


@pytest.fixture
def letters(django_capture_on_commit_callbacks):
    """What an act sends, address by address."""

    def of(act, *args, **kwargs):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act(*args, **kwargs)
        return sorted(letter.to[0] for letter in mail.outbox)

    return of


def by_account(world):
    return {"kind": "account", "by": world.yohanes}


def said():
    return [f"{m.subject}\n{m.body}\n{re.sub('<[^>]*>', ' ', m.alternatives[0].content)}" for m in mail.outbox]


def uphold(world, panel):
    who = {"by": chair_of(panel), "on": world.today, "panel": panel}
    return appeals.decide_appeal(**who, outcome="upheld", reasons="Tetap.")


def test_the_respondent_hears_at_every_step(world, letters):
    bima = [world.bima.email]
    assert letters(heard, world) == bima
    assert reverse("ethics_case_answer", args=[EthicsCase.objects.get().pk]) in mail.outbox[0].body
    act = {"by": world.wulan, "on": world.today, "case": EthicsCase.objects.get()}
    assert letters(cases.write, **act, talk="respondent", body="Mohon dijawab.") == bima
    panel = judged(world, code="C" * 20)
    assert letters(decided, world, panel=panel, penalty=Penalty("note")) == bima
    panel = appealed(world, panel.decision)
    assert letters(uphold, world, panel) == bima


def test_a_reporter_with_an_account_hears_that_there_is_an_answer(world, letters):
    both = sorted([world.bima.email, world.yohanes.email])
    assert letters(heard, world, **by_account(world)) == [world.bima.email]
    act = {"by": world.wulan, "on": world.today, "case": EthicsCase.objects.get()}
    assert letters(cases.write, **act, talk="reporter", body="Terima kasih.") == [world.yohanes.email]
    panel = judged(world, code="C" * 20, **by_account(world))
    assert letters(decided, world, panel=panel) == both
    assert letters(uphold, world, appealed(world, panel.decision)) == both
    dismissed = report(world, code="D" * 20, **by_account(world))
    gone = {"by": world.wulan, "on": world.today, "case": dismissed, "reason": "Bukan soal etik."}
    assert letters(cases.dismiss, **gone) == [world.yohanes.email]
    assert "/report/" not in mail.outbox[0].body


@pytest.mark.parametrize("how", [{}, {"kind": "named", "name": "Yohanes", "contact": "yohanes@example.org"}])
def test_nobody_else_who_reports_is_ever_written_to(world, letters, how):
    """Not even at the address that he left for the officer; and signed in, as long as he did not say so."""
    case = report(world, **{"by": world.yohanes, **how})
    act = {"by": world.wulan, "on": world.today, "case": case}
    assert letters(cases.write, **act, talk="reporter", body="Terima kasih.") == []
    assert letters(cases.dismiss, **act, reason="Bukan soal etik.") == []


def test_an_account_that_is_closed_gets_none(world, letters):
    case = report(world, **by_account(world))
    type(world.yohanes).objects.filter(pk=world.yohanes.pk).update(is_active=False)
    assert letters(cases.dismiss, by=world.wulan, on=world.today, case=case, reason="Bukan.") == []


def test_no_letter_says_what_it_is_about(world, letters):
    everything = []
    letters(heard, world, files=[file()], **by_account(world))
    everything += said()
    panel = judged(world, code="C" * 20, **by_account(world))
    letters(decided, world, panel=panel, reasons="Terbukti meminta uang.")
    everything += said()
    assert len(everything) == 3
    for letter in everything:
        words = {word.lower() for word in re.findall(r"\w+", letter)}
        assert not words & {word.lower() for word in TELLING.split()} and STORY not in letter
