"""What officers, the office, the assessor and the decision maker see of a conflict of interest."""

import pytest
from django.urls import reverse

from assessments.decisions import operations as decisions
from assessments.models import Person
from assessments.sessions.operations import sessions
from ethics.impartiality.operations.conflicts import raise_conflict
from ethics.models import Conflict
from lsp_portal.work.queues import sections
from tests.journeys.reader import Page, Reader
from tests.world import K

from .declaring import NEPHEW, conflict_of, decide, declare, undeclared_place, with_colleague

REASON = "Kerabat jauh, tidak serumah."


@pytest.fixture
def conflict(world):
    return conflict_of(world)


def tasks(world, who):
    return [task for s in sections(who, world.today) for q in s.waiting for task in q.tasks]


def address(conflict, page="conflict_decide"):
    return reverse(page, args=[conflict.pk])


def test_the_officer_decides_from_his_queue(world, conflict):
    (task,) = tasks(world, world.wulan)
    assert task.url == address(conflict)
    page = Reader(world.wulan).open(task.url).send(outcome="dismiss", reason=REASON)
    assert REASON in page.text and "Bukan benturan kepentingan" in page.text
    assert tasks(world, world.wulan) == []


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Pilih salah satu."),
        ({"outcome": "dismiss"}, "Tulis alasan"),
        ({"outcome": "supervise", "reason": "x"}, "Pilih siapa yang mengawasi."),
        ({"outcome": "grant", "reason": "x"}, "Pilih salah satu."),
    ],
)
def test_half_a_decision_is_none(world, conflict, client, sent, said):
    client.force_login(world.wulan)
    page = client.post(address(conflict), sent)
    assert page.status_code == 422 and said in page.text
    assert Conflict.objects.get().is_open


def test_a_second_tab_decides_nothing(world, conflict, client):
    decide(world, conflict)
    client.force_login(world.wulan)
    assert client.get(address(conflict)).status_code == 302
    page = client.post(address(conflict), {"outcome": "replace", "reason": "x"})
    assert page.status_code == 422 and "sudah diputuskan" in page.text
    assert Conflict.objects.get().outcome == "dismiss"


def test_an_officer_with_a_part_reads_that_another_decides(world, conflict, client):
    type(world.bima).objects.filter(pk=world.bima.pk).update(is_ethics_officer=True)
    client.force_login(world.bima)
    assert "bukan untuk Anda" in client.get(address(conflict), follow=True).text
    assert client.post(address(conflict), {"outcome": "dismiss", "reason": "x"}).status_code == 403
    assert Conflict.objects.get().is_open
    world.bima.refresh_from_db()
    assert address(conflict) not in {task.url for task in tasks(world, world.bima)}
    assert "1 benturan lain" in client.get(reverse("work")).text


def test_an_assessor_sees_his_own_only(world, conflict, client):
    with_colleague(world)
    decide(world, conflict, reason=REASON)
    client.force_login(world.bima)
    assert "Siti Rahma" in client.get(reverse("conflict_list")).text
    assert REASON in client.get(address(conflict, "conflict_show")).text
    client.force_login(world.sekar)
    assert "Siti Rahma" not in client.get(reverse("conflict_list")).text
    assert client.get(address(conflict, "conflict_show")).status_code == 404


def test_a_dispute_on_record_is_told_to_officers_only(world, client):
    """It may be a case; which candidate a case was about must not be read from the list of one's own conflicts."""
    place = undeclared_place(world)
    declare(world, place)
    said = {"by": None, "on": world.today, "assessment": place, "assessor": world.bima_assessor}
    found = raise_conflict(**said, source="found", tie="dispute", detail="Keduanya pernah berselisih.")
    client.force_login(world.bima)
    pages = [
        client.get(each).text for each in (reverse("conflict_list"), address(found, "conflict_show"), reverse("work"))
    ]
    assert "Tercatat pada LSP" in pages[1] and "hanya dibaca petugas etik" in pages[1]
    assert not [
        page for page in pages if "berselisih" in page.replace(">Pernah berselisih atau dalam perkara</option>", "")
    ]
    assert client.get(f"{reverse('conflict_list')}?tie=dispute").context["total"] == 0
    client.force_login(world.wulan)
    assert "Keduanya pernah berselisih." in client.get(address(found)).text


@pytest.mark.parametrize(("query", "found"), [("outcome=open", 1), ("outcome=replace", 0), ("q=siti+bima", 1)])
def test_the_list_is_narrowed(world, conflict, client, query, found):
    client.force_login(world.wulan)
    page = client.get(f"{reverse('conflict_list')}?{query}")
    assert page.context["total"] == found


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_whatever_the_number(world, client, django_assert_num_queries, rows):
    sessions.edit_session(by=world.ratna, on=world.today, session=world.session, quota=40)
    for n in range(rows):
        declare(world, undeclared_place(world, world.candidate(f"Asesi {n}")), NEPHEW)
    client.force_login(world.wulan)
    with django_assert_num_queries(6):
        client.get(reverse("conflict_list"))


# --- replace: the office reassigns ----------------------------------------------------------------------
def test_found_conflict_to_replacement(world):
    """The officer has the assessor replaced, the office hands the candidate over, the other one judges."""
    place = undeclared_place(world)
    Person.objects.filter(pk__in=[world.bima_assessor.person_id, world.siti_candidate.person_id]).update(
        address="Jalan Melati 5, Bandung"
    )
    world.bima_assessor.person.refresh_from_db()
    declare(world, place)
    with_colleague(world)
    officer, office, other = (Reader(account) for account in (world.wulan, world.ratna, world.sekar))
    officer.open(reverse("work")).follow("/decide/")
    assert "Ditemukan portal" in officer.text
    officer.send(outcome="replace", reason="Serumah.")

    office.open(reverse("work")).follow("/reassign/")
    assert "Bima Prasetya (" not in office.text
    office.send(assessor=str(world.sekar_assessor.pk))
    assert "/reassign/" not in office.open(reverse("work")).text

    assert other.open(reverse("assessment_record", args=[place.pk])).status == 404
    declare_by_hand(other.open(reverse("work")).follow("/relations/"), place)
    world.start()
    world.record(place, K, K, K, by=world.sekar)
    place.refresh_from_db()
    assert world.sign(place).signed_by == world.sekar


def declare_by_hand(page, place):
    """Both steps through the forms: nothing to say."""
    page.send(**dict.fromkeys(fields(page), "none"))
    page.send(**{f"said_{place.pk}": "none"})


def fields(page):
    return sorted({name for form in Page(page.text).forms for name in form.names if name.startswith("said_")})


def test_a_held_assessor_is_no_choice_and_not_taken_by_hand(world, conflict, client):
    with_colleague(world)
    decide(world, conflict, "replace")
    client.force_login(world.ratna)
    page = reverse("assessment_reassign", args=[conflict.assessment_id])
    assert client.post(page, {"assessor": world.sekar_assessor.pk}).status_code == 302
    assert "Bima Prasetya (" not in client.get(page).text
    assert client.post(page, {"assessor": world.bima_assessor.pk}).status_code == 422


def test_without_another_assessor_the_office_is_led_to_assign_one(world, conflict, client):
    decide(world, conflict, "replace")
    client.force_login(world.ratna)
    page = client.get(reverse("assessment_reassign", args=[conflict.assessment_id]))
    assert reverse("session_assign", args=[world.session.pk]) in page.text


# --- supervise: the decision maker reads who and why -------------------------------------------------------
def test_supervision_is_told_wherever_the_verdicts_are(world, conflict, client):
    decide(world, conflict, "supervise", "Hanya ia yang menguasai skema.")
    world.start()
    place = conflict.assessment
    pages = [(world.bima, reverse("assessment_record", args=[place.pk]))]
    world.record(place, K, K, K)
    world.sign(place)
    pages += [
        (world.komang, reverse("assessment_decide", args=[place.pk])),
        (world.ratna, reverse("assessment_show", args=[place.pk])),
    ]
    for account, page in pages:
        client.force_login(account)
        text = client.get(page).text
        assert "Sekar Ayu mendampingi" in text and "Hanya ia yang menguasai skema." in text, page
    place.refresh_from_db()
    decisions.grant(by=world.komang, on=world.today, assessment=place)
