"""The clauses with what keeps them: numbers are those of the lists behind them, and nobody learns more than he may."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessor, Event
from assessments.sessions.operations import sessions
from ethics.clauses.clause_book import MOST_YEARS, chosen_year, rows_of, years
from ethics.confidentiality.operations import ask_disclosure_consent
from ethics.gifts.operations import record_gift
from ethics.mechanisms import MECHANISMS
from ethics.mechanisms.screens import LABELS, address_for
from ethics.models import Code, Conflict, EthicsCase
from ethics.peers.models import SAID
from ethics.peers.operations import give_peer_remark
from ethics.questions.operations import ask

from ..cases.way import heard, report
from ..confidentiality.reading import read_many
from ..evaluations.evaluating import asked, planned
from ..impartiality.declaring import conflict_of, decide
from ..policies.policies import published

LIST, GIFT = reverse("clause_list"), {"kind": "gift", "giver": "candidate", "what": "Parsel", "handling": "returned"}


def row(world, number, who="wulan", year=None):
    (found,) = rows_of(getattr(world, who), year or world.today.year, world.today, [number])
    return found


def counted(world, number, **more):
    return {each.record.model.__name__: each.number for each in row(world, number, **more).records}


def gift(world, **changes):
    said = {"by": world.bima, "on": world.today, "assessor": world.bima_assessor, "happened_on": world.today}
    return record_gift(**said | GIFT | changes)


def of_sekar(world):
    """A finished session in which Sekar assessed Yohanes."""
    session = world.plan(venue=world.venue("TUK Utara"))
    sessions.assign(by=world.ratna, on=world.today, session=session, assessor=world.sekar_assessor)
    place = world.enrol(world.yohanes_candidate, session=session, assessor=world.sekar_assessor)
    world.start(session)
    planned(world, session=session, assessor=world.sekar_assessor, witness=world.bima)
    world.record(place, "K", "K", "K")
    world.sign(place)
    galih = world.assessor("Galih", "MET.000.009999 2024", "galih")
    sessions.assign(by=world.ratna, on=world.today, session=session, assessor=galih)
    return sessions.finish_session(by=world.sekar, on=world.today, session=session)


@pytest.fixture
def much_open(world):
    """Something open under every mechanism that knows openings, and beside it something of the kind that is not."""
    assert world.sekar_assessor
    conflict_of(world)
    gift(world)
    heard(world)
    planned(world)  # for a session that has not begun: nothing to report yet
    over = of_sekar(world)
    asked(world, session=over, assessor=world.sekar_assessor, reviewer=world.bima)
    galih = over.assessors.get(person__name="Galih")
    about = {"session": over, "rater": galih, "about": world.sekar_assessor}
    given = {"said": dict.fromkeys(SAID, False), "note": "Ia membentak saya."}
    give_peer_remark(by=galih.person.account, on=world.today, **about, **given)
    report(world, code="ABCDE-FGHJK-23456-MNPQS", clauses=list(Code.objects.current().clauses.filter(number=12)))
    read_many(world, world.ratna)
    said = {"recipient": "PT Contoh", "matter": "Hasil uji", "purpose": "Lamaran kerja"}
    until = world.today + timedelta(days=9)
    ask_disclosure_consent(by=world.ratna, on=world.today, candidate=world.siti_candidate, until=until, **said)
    long_ago = world.today - timedelta(days=30)
    ask(by=world.siti, on=long_ago, assessment=Conflict.objects.get().assessment, text="Kapan hasilnya?")
    Assessor.objects.filter(pk=world.sekar_assessor.pk).update(
        licence_expires_on=world.today - timedelta(days=1), pledged_until=None
    )
    with time_machine.travel(world.at(9, -3)):
        published(world, ends=1)


@pytest.mark.parametrize("who", ["wulan", "ratna"])
def test_the_number_is_that_of_the_list_it_leads_to(world, client, who, much_open):
    client.force_login(getattr(world, who))
    found = [each for row in rows_of(getattr(world, who), world.today.year, world.today) for each in row.openings]
    for each in found:
        page = client.get(each.address)
        shown = page.context.get("total", len([f for f in page.context.get("flags", []) if not f.explanation]))
        assert (page.status_code, shown) == (200, each.number), each.address
        assert each.number, f"{each.address} is not tried"
    names = {each.opening.page for each in found}
    assert ("ethics_case_list" in names, "assessor_list" in names) == (
        (True, False) if who == "wulan" else (False, True)
    )


def test_what_is_done_is_open_no_more(world, much_open):
    before = row(world, 7).open
    decide(world, Conflict.objects.get())
    assert (before, row(world, 7).open) == (1, 0)


def test_a_record_counts_in_its_own_year(world):
    gift(world, happened_on=world.today)
    gift(world, happened_on=world.today - timedelta(days=366))
    assert counted(world, 8)["Gift"] == 1
    before = [counted(world, 8, year=world.today.year - ago)["Gift"] for ago in (1, 2)]
    assert sum(before) == 1


def test_of_what_he_may_not_read_an_admin_learns_no_number(world, client, much_open):
    found = [counted(world, number, who="ratna").items() for number in MECHANISMS]
    hidden = {name for items in found for name, many in items if many is None}
    assert hidden >= {"EthicsCase", "Gift", "Conflict", "CandidateDeclaration", "FileReading", "Export", "Sanction"}
    client.force_login(world.ratna)
    assert "untuk petugas etik" in client.get(reverse("clause_show", args=[11])).text
    assert reverse("ethics_case_list") not in client.get(LIST).text


def test_an_officers_own_case_is_not_counted(world):
    report(world)
    report(world, by=world.wulan, kind="account", code="ABCDE-FGHJK-23456-MNPQS")
    assert EthicsCase.objects.count() == 2
    assert counted(world, 11)["EthicsCase"] == row(world, 11).open == 1


def test_the_page_of_a_clause_has_its_words_in_both_languages(world, client):
    client.force_login(world.wulan)
    clause = Code.objects.current().clauses.get(number=8)
    page = client.get(reverse("clause_show", args=[8])).text
    assert clause.text in page and clause.text_en in page and f'href="{reverse("gift_list")}"' in page
    assert "tests/" not in page and f'href="{LIST}?year={world.today.year}"' in page
    assert client.get(reverse("clause_show", args=[17])).status_code == 404


def test_a_clause_without_a_mechanism_says_so(world, client):
    code = Code.objects.current()
    type(code.clauses.get(number=1)).objects.create(code=code, number=17, text="Butir tambahan.")
    client.force_login(world.wulan)
    page = client.get(LIST)
    assert page.context["rows"][-1].mechanism is None and "Belum ada mekanisme." in page.text


def test_years_are_those_of_the_portal(world):
    assert years(world.today) == [world.today.year]
    Event.objects.create(subject_type="x", subject_id=1, verb="made", on=date(1900, 1, 1))
    assert len(years(world.today)) == MOST_YEARS
    assert chosen_year("1899", [2026, 2025]) == chosen_year("２０２５", [2026, 2025]) == 2026
    assert chosen_year("2025", [2026, 2025]) == 2025


def test_every_label_is_of_a_page_that_an_officer_or_an_admin_may_open(world):
    known = {name for each in MECHANISMS.values() for name in each.screens}
    for name in LABELS:
        assert name in known, name
        assert address_for(world.wulan, name) or address_for(world.ratna, name), name
    assert not address_for(world.siti, "gift_list")


@pytest.mark.parametrize("many", [1, 20])
def test_the_pages_cost_the_same_for_any_number_of_records(world, client, django_assert_num_queries, many):
    conflict_of(world)
    for each in range(many):
        gift(world, what=f"Parsel {each}")
    client.force_login(world.wulan)
    client.get(LIST)
    with django_assert_num_queries(10):  # one asks whether what is kept of readings is whole
        client.get(LIST)
    with django_assert_num_queries(8):
        client.get(reverse("clause_show", args=[8]))


def test_nonsense_in_the_year_is_this_year(world, client):
    client.force_login(world.wulan)
    for text in ("", "0", "-1", "99999", "x", "2026.0"):
        assert client.get(LIST, {"year": text}).context["year"] == timezone.localdate().year
