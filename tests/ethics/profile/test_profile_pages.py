"""Who reads an assessor's profile, and what the page never tells."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.people.operations import record_relation
from assessments.sessions.operations import sessions
from ethics.cases.operations.cases import identify
from ethics.development.operations import record_development, retract_development
from ethics.evaluations.operations.evaluations import reply
from ethics.evaluations.operations.inspections import retract_inspection
from ethics.profile.record import Year, years_of
from tests.files import taken
from tests.world import K

from ..cases import way
from ..evaluations.evaluating import asked, filled, inspected, planned, reported
from ..history import FAILED, NO, assessed, standing_on, told
from ..impartiality.declaring import conflict_of

OWN = reverse("evaluation_own")
LIST = reverse("evaluation_list")
OCTOBER = "2026-10-05"


@pytest.fixture
def history(world):
    with standing_on("2026-01-05"):
        assert world.bima_assessor and world.sekar_assessor and world.version and world.ratna and world.wulan
    return world


def show(assessor):
    return reverse("evaluation_show", args=[assessor.pk])


def read(client, account, address, day=OCTOBER, **query):
    with standing_on(day):
        client.force_login(account)
        return client.get(address, query)


def main(page):
    """What the page says, without what differs by the request."""
    return page.text.split("<main", 1)[1].split("</main>")[0]


def test_a_new_assessor_is_told_what_will_appear_and_when(history, client):
    page = read(client, history.bima, OWN).text
    assert "Belum ada yang dapat ditampilkan" in page and "2 Januari 2027" in page
    assert "sedikitnya lima asesi" in page and '<svg class="qplot' not in page


def test_the_page_has_plots_with_words_and_a_table_and_nothing_inline(history, client):
    told(assessed(history, "2026-02-02", [FAILED] * 6), "2026-02-10")
    assessed(history, "2026-05-04", [(K, K, K)] * 6, assessor=history.sekar_assessor)
    page = main(read(client, history.bima, OWN))
    assert page.count('<svg class="qplot') == page.count("Angkanya ada pada tabel") == 9
    assert "style=" not in page and "<script" not in page
    for words in ("67%</strong>", "Unit 2", '1. <span class="code">', "0/6", "6/6", "triwulan 1 2026"):
        assert words in page, words


def test_the_assessor_sees_thirds_and_the_lsp_numbers(history, client):
    places = assessed(history, "2026-02-02", [FAILED] * 7)
    told(places[:6], "2026-02-10")
    told(places[6:], "2026-02-11", NO)
    own, lsp = main(read(client, history.bima, OWN)), main(read(client, history.wulan, show(history.bima_assessor)))
    assert "Ya: dua pertiga atau lebih" in own and "sedikitnya 5 asesi" in own
    assert "12 dari 14 jawaban ya, 7 asesi" in lsp
    assert "jawaban ya, " not in own and "86%" not in own and "7 asesi" not in own.split("Seberapa sering")[0]
    for page in (own, lsp):
        assert "Catatan rahasia" not in page
        assert not [place for place in places if place.candidate.person.name in page]


def test_the_sixth_answer_changes_nothing_until_five_more_came(history, client):
    """The difference of two readings: yes or no of the sixth, the page is the same to the letter."""
    places = assessed(history, "2026-02-02", [FAILED] * 7)
    told(places[:5], "2026-02-10")
    before = main(read(client, history.bima, OWN, "2026-06-01"))
    told(places[5:6], "2026-06-02", NO)
    assert main(read(client, history.bima, OWN, "2026-06-03")) == before
    after_quarter = main(read(client, history.bima, OWN, "2026-07-20"))
    told(places[6:], "2026-07-21")
    assert main(read(client, history.bima, OWN, "2026-07-22")) == after_quarter
    opinions = [page.split("Seberapa sering")[0].count("plain-side") for page in (before, after_quarter)]
    assert opinions == [6, 6]


def test_nobody_opens_his_own_as_the_lsp_sees_it(history, client):
    history.bima.is_lsp_admin = history.bima.is_ethics_officer = True
    history.bima.save()
    told(assessed(history, "2026-02-02", [FAILED] * 5), "2026-02-10", NO)
    assert read(client, history.bima, show(history.bima_assessor)).status_code == 404
    listed = main(read(client, history.bima, LIST))
    assert "Sekar Ayu" in listed and "Bima Prasetya" not in listed
    own = main(read(client, history.bima, OWN))
    assert "0 dari" not in own and "Ya: sepertiga atau kurang" in own


def test_an_assessor_without_an_account_is_read_too(history, client):
    with standing_on("2026-01-05"):
        quiet = history.assessor("Tanpa Akun", "MET.000.001111 2024")
    assert read(client, history.wulan, show(quiet)).status_code == 200
    assert "Tanpa Akun" in main(read(client, history.wulan, LIST))


def test_officers_read_what_is_open_and_others_do_not(world, client):
    conflict_of(world)
    identify(by=world.wulan, on=world.today, case=way.report(world), respondent=world.bima_assessor)
    said = ("1 benturan kepentingan menunggu", "1 perkara etik berjalan")
    client.force_login(world.wulan)
    page = client.get(show(world.bima_assessor)).text
    assert all(words in page for words in said)
    for account, address in ((world.ratna, show(world.bima_assessor)), (world.bima, OWN)):
        client.force_login(account)
        page = client.get(address).text
        assert not any(words in page for words in said)


def test_an_officer_reads_of_no_case_and_no_conflict_in_which_he_has_a_part(world, client):
    conflict = conflict_of(world)
    kin = {"person": world.wulan.person, "relative": conflict.assessment.candidate.person}
    record_relation(by=world.ratna, on=world.today, kind="family", note="Sepupu.", **kin)
    case = way.report(world, kind="account", by=world.wulan)
    other = world.account("petugas", is_ethics_officer=True)
    identify(by=other, on=world.today, case=case, respondent=world.bima_assessor)
    client.force_login(world.wulan)
    page = client.get(show(world.bima_assessor)).text
    assert "menunggu putusan" not in page and "perkara etik berjalan" not in page


@pytest.mark.parametrize(("raters", "shown"), [(4, "– · 4 asesi"), (5, "100% · 5 asesi")])
def test_fewer_than_five_answers_are_no_figure(history, client, raters, shown):
    told(assessed(history, "2026-02-02", [FAILED] * raters), "2026-02-10")
    assert shown in read(client, history.wulan, LIST).text


def test_the_list_is_searched_sorted_and_narrowed(history, client):
    assessed(history, "2026-02-02", [("BK", "BK", K)] * 15)
    assessed(history, "2026-05-04", [(K, K, K)] * 16, assessor=history.sekar_assessor)
    names = ["Bima Prasetya", "Sekar Ayu"]

    def listed(**query):
        page = main(read(client, history.wulan, LIST, **query))
        return sorted((name for name in names if name in page), key=page.index)

    assert listed() == names and listed(sort="-judged") == names[::-1] and listed(sort="share") == names
    assert listed(q="sekar") == ["Sekar Ayu"] and listed(q="001234") == ["Bima Prasetya"]
    assert listed(share="lower") == ["Bima Prasetya"] and listed(share="higher") == ["Sekar Ayu"]
    assert listed(share="nonsense") == names


def queries(client, account, address):
    with standing_on(OCTOBER):
        client.force_login(account)
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
    return len(found)


def test_the_cost_does_not_grow_with_assessors_or_answers(history, client):
    told(assessed(history, "2026-02-02", [FAILED] * 2), "2026-02-10")
    assessed(history, "2026-02-02", [FAILED] * 2, assessor=history.sekar_assessor)
    pages = [(history.wulan, LIST), (history.wulan, show(history.bima_assessor)), (history.bima, OWN)]
    before = [queries(client, *page) for page in pages]
    with standing_on("2026-01-05"):
        for n in range(30):
            history.assessor(f"Asesor {n}", f"MET.000.{n:06d} 2025")
    for day, after in (("2026-03-02", "2026-03-10"), ("2026-05-04", "2026-05-11")):
        told(assessed(history, day, [FAILED] * 8), after)
        assessed(history, day, [FAILED] * 6, assessor=history.sekar_assessor)
    assert [queries(client, *page) for page in pages] == before == [9, 17, 14]


def test_years_count_finished_sessions_and_hours_that_stand(history, client):
    place, _other = assessed(history, "2026-02-02", [FAILED] * 2)
    assessed(history, "2026-02-03", [FAILED])  # never finished
    with standing_on("2026-02-02"):
        sessions.finish_session(by=history.ratna, on=history.today, session=place.session)
    with standing_on("2026-02-09"):
        said = {"by": history.bima, "on": history.today, "assessor": history.bima_assessor, "kind": "seminar"}
        days = {"begins_on": history.today, "ends_on": history.today, "organiser": "LSP", "title": "Seminar"}
        record_development(**said, **days, hours=6, evidence=taken())
        mistaken = record_development(**said, **days, hours=9, evidence=taken())
        retract_development(by=history.bima, on=history.today, development=mistaken)
    assert years_of(history.bima_assessor, 2025, 2026) == [Year(2026, 1, 6), Year(2025, 0, 0)]
    assert "Jadwal uji selesai" in read(client, history.bima, OWN).text


def test_finished_evaluations_are_listed_the_newest_first_with_links(world, client):
    witnessing = reported(world)
    review = filled(world)
    asked(world, reviewer=world.ratna)
    old = inspected(world, happened_on=world.today - timedelta(days=40))
    gone = inspected(world, letter="B-13/BNSP")
    retract_inspection(by=world.wulan, on=world.today, inspection=gone, reason="Tertukar.")
    reply(by=world.bima, on=world.today, evaluation=review, text="Terima kasih.")
    for account, address in ((world.bima, OWN), (world.wulan, show(world.bima_assessor))):
        client.force_login(account)
        page = main(client.get(address)).split("Apa kata LSP dan BNSP?")[1].split("</section>")[0]
        links = re.findall(r'<a href="([^"]+)"', page)
        assert sorted(links[:2]) == sorted(each.get_absolute_url() for each in (review, witnessing))
        assert links[2:] == [old.get_absolute_url()]
        assert page.count("ditanggapi asesor") == 1 and "25 dari 25 sesuai" in page
        assert all(client.get(link).status_code == 200 for link in links)


def test_an_evaluation_that_waits_is_not_listed(world, client):
    planned(world)
    client.force_login(world.bima)
    assert "Belum ada: tinjauan FR.AK-06" in client.get(OWN).text


def test_the_tabs_lead_to_what_the_reader_may_open(world, client):
    for account, profile in ((world.bima, OWN), (world.wulan, LIST)):
        client.force_login(account)
        for name in ("review_list", "witness_list", "inspection_list"):
            tabs = client.get(reverse(name)).text.split('class="tabs"')[1].split("</nav>")[0]
            assert f'href="{profile}"' in tabs
