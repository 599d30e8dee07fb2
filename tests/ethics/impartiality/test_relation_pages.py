"""Declaring over HTTP: no name before its time, nothing lost or slipped on stale pages, nobody else's session."""

import pytest
from django.urls import reverse

from assessments.models import Assessment
from ethics.impartiality.forms import mark_of
from ethics.models import CandidateDeclaration, Conflict, InstitutionDeclaration
from lsp_portal.work.queues import sections

from .declaring import NOTHING, SCHOOL, declare, undeclared_place

NAME = "Siti Rahma Wulandari"
STEP_1, STEP_2 = {"step": "institutions"}, {"step": "candidates"}


@pytest.fixture
def place(world):
    return undeclared_place(world)


@pytest.fixture
def address(world, client):
    client.force_login(world.bima)
    return reverse("relation_declare", args=[world.session.pk])


def said(key, tie="", note=""):
    mark = mark_of(key)
    return {f"said_{mark}": "some" if tie else "none", f"tie_{mark}": tie, f"note_{mark}": note}


def to_institution(**tie):
    return STEP_1 | said(SCHOOL, **tie)


def test_a_closed_name_stands_nowhere(world, place, client, address):
    pages = ["work", "assignment_list", "conflict_list", "gift_list"]
    addresses = [reverse(name) for name in pages] + [
        address, reverse("assignment_show", args=[world.session.pk]), reverse("session_start", args=[world.session.pk]),
        f"{reverse('search')}?q=Siti", f"{reverse('search')}?q=Wulandari",
    ]  # fmt: skip
    for each in addresses:
        response = client.get(each)
        shown = response.text.replace('value="Siti"', "").replace('value="Wulandari"', "").replace("“Siti”", "")
        assert response.status_code == 200 and NAME not in shown and "Rahma" not in shown, each
    for name in ("assessment_show", "assessment_record", "assessment_sign"):
        assert client.get(reverse(name, args=[place.pk])).status_code == 404
    assert client.get(reverse("candidate_show", args=[place.candidate_id])).status_code == 404
    started = client.post(reverse("session_start", args=[world.session.pk]), follow=True)
    assert NAME not in started.text


def test_the_task_says_that_names_are_closed_not_that_nobody_waits(world, place, client, address):
    page = client.get(reverse("assignment_show", args=[world.session.pk])).text
    assert "Nama asesi belum terbuka" in page and "Belum ada asesi untuk Anda" not in page


def test_two_steps_open_the_name_and_clear_the_place(world, place, client, address):
    first = client.get(address)
    assert SCHOOL in first.text and NAME not in first.text
    second = client.post(address, to_institution(), follow=True)
    assert "Langkah 2" in second.text and NAME in second.text
    done = client.post(address, STEP_2 | said(place.pk), follow=True)
    assert done.redirect_chain[-1][0] == reverse("assignment_show", args=[world.session.pk])
    place.refresh_from_db()
    assert place.cleared_at and not Conflict.objects.exists()


def test_the_session_waits_in_the_queue_until_all_is_said(world, place):
    def waiting():
        return [t.url for s in sections(world.bima, world.today) for q in s.waiting for t in q.tasks]

    page = reverse("relation_declare", args=[world.session.pk])
    assert page in waiting()
    declare(world, place)
    assert page not in waiting()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({}, "Pilih salah satu."),
        (said(SCHOOL, "family"), "Jelaskan hubungan itu"),
        (said(SCHOOL, "family", "   "), "Jelaskan hubungan itu"),
        (said(SCHOOL, "friend", "x"), "Pilih salah satu."),
        ({f"said_{mark_of(SCHOOL)}": "some", f"note_{mark_of(SCHOOL)}": "Guru."}, "Pilih salah satu."),
    ],
)
def test_half_an_answer_opens_nothing(world, place, client, address, answer, error):
    response = client.post(address, STEP_1 | answer)
    assert response.status_code == 422 and NAME not in response.text and error in response.text
    assert Assessment.objects.get().opened_at is None


def test_what_was_written_comes_back_with_the_error(world, place, client, address):
    response = client.post(address, STEP_1 | said(SCHOOL, "", "") | {f"said_{mark_of(SCHOOL)}": "some"} | {
        f"note_{mark_of(SCHOOL)}": "Saya mengajar di sana."
    })  # fmt: skip
    assert response.status_code == 422 and "Saya mengajar di sana." in response.text


def test_what_is_written_beside_no_relation_is_left_out(world, place, client, address):
    client.post(address, to_institution() | {f"tie_{mark_of(SCHOOL)}": "family", f"note_{mark_of(SCHOOL)}": "x"})
    assert [(row.tie, row.note) for row in InstitutionDeclaration.objects.all()] == [("none", "")]


def test_sent_twice_is_said_once(world, place, client, address):
    client.post(address, to_institution())
    again = client.post(address, to_institution(tie="family", note="Lain."), follow=True)
    assert "Langkah itu sudah tercatat" in again.text
    client.post(address, STEP_2 | said(place.pk))
    last = client.post(address, STEP_2 | said(place.pk, "family", "Keponakan."), follow=True)
    assert last.redirect_chain[-1][0] == reverse("assignment_show", args=[world.session.pk])
    assert InstitutionDeclaration.objects.get().tie == "none" == CandidateDeclaration.objects.get().tie


def test_on_an_older_page_no_answer_slips_to_another_person(world, place, client, address):
    """Abdul comes in, and stands before Siti by name, while the page of the second tab shows Siti alone."""
    client.post(address, to_institution())
    late = undeclared_place(world, world.candidate("Abdul Manaf"))
    client.post(address, STEP_1)
    answer = client.post(address, STEP_2 | said(place.pk, "family", "Keponakan."))
    assert answer.status_code == 422 and "Abdul Manaf" in answer.text and "Keponakan." in answer.text
    assert not CandidateDeclaration.objects.exists()
    client.post(address, STEP_2 | said(place.pk, "family", "Keponakan.") | said(late.pk))
    assert {row.assessment_id: row.tie for row in CandidateDeclaration.objects.all()} == {
        place.pk: "family", late.pk: "none",
    }  # fmt: skip


def test_who_is_enrolled_later_is_asked_about(world, place, client, address):
    declare(world, place)
    undeclared_place(world, world.yohanes_candidate, "PT Lain")
    session = client.get(reverse("assignment_show", args=[world.session.pk])).text
    assert address in session and "Yohanes" not in session
    asked = client.get(address).text
    assert "PT Lain" in asked and SCHOOL not in asked and "Yohanes" not in asked


def test_somebody_without_an_institution_needs_one_press(world, client):
    client.force_login(world.bima)
    place = undeclared_place(world, institution="")
    address = reverse("relation_declare", args=[world.session.pk])
    assert NAME in client.post(address, STEP_1, follow=True).text
    client.post(address, STEP_2 | said(place.pk))
    assert Assessment.objects.get().cleared_at


def test_another_assessor_has_no_such_page(world, place, client):
    client.force_login(world.sekar)
    address = reverse("relation_declare", args=[world.session.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, to_institution()).status_code == 404
    assert Assessment.objects.get().opened_at is None


def test_nothing_to_say_leads_back(world, place, client, address):
    declare(world, place, NOTHING)
    assert client.get(address).status_code == 302


def test_a_tie_holds_and_the_verdict_page_says_so(world, place, client, address):
    client.post(address, to_institution(tie="employer", note="Guru di sana."))
    client.post(address, STEP_2 | said(place.pk))
    world.start()
    shown = client.get(reverse("assessment_record", args=[place.pk])).text
    assert "Anda belum boleh menilai" in shown and reverse("conflict_list") in shown and 'name="revision"' not in shown
