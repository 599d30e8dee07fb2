"""Reviews as pages: chosen, asked, filled in, printed; and what waits on the work page."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from assessments.models import Assignment
from ethics.checklists.statements import WITNESSED
from ethics.evaluations.models.reviews import MARKS
from ethics.evaluations.operations.evaluations import reply
from ethics.evaluations.work import work_of
from ethics.models import Review, Witnessing
from lsp_portal.work.queues import sections
from tests.world import BK, K

from .evaluating import ADVICE, UNFIT, asked, filled, over, planned, reported


def form(**said):
    return {f"says_{mark}": "yes" for mark in MARKS} | {"process_advice": "", "decision_advice": ""} | said


def report(world, **said):
    words = {"happened_on": world.today.isoformat(), "strengths": "Tenang.", "improvements": "", "conclusion": "met"}
    return {f"says_{each.number}": "yes" for each in WITNESSED} | words | said


def waiting(world, who):
    return [task.url for s in sections(who, world.today) for q in s.waiting for task in q.tasks]


def page(client, who, name, *args):
    client.force_login(who)
    return client.get(reverse(name, args=args))


def test_an_officer_chooses_asks_and_the_reviewer_fills_it_in(world, client):
    task, sekar = Assignment.objects.get(session=over(world)), world.sekar
    ask = reverse("review_ask", args=[task.pk])
    assert ask in page(client, world.wulan, "review_choose").text
    assert client.post(ask, {"evaluator": world.bima.pk}).status_code == 422
    assert client.post(ask, {"evaluator": sekar.pk}).status_code == 302
    assert client.post(ask, {"evaluator": sekar.pk}).status_code == 422
    review = Review.objects.get()
    fill = reverse("review_fill", args=[review.pk])
    assert fill in waiting(world, sekar) and fill not in waiting(world, world.bima)
    client.force_login(sekar)
    assert client.post(fill, form()).status_code == 302
    assert fill not in waiting(world, sekar)
    assert client.post(fill, form()).status_code == 422
    assert "25 dari 25" in page(client, world.ratna, "review_list").text


def test_a_gap_and_a_missing_recommendation_come_back_with_what_was_said(world, client):
    fill = reverse("review_fill", args=[asked(world).pk])
    client.force_login(world.sekar)
    sent = form(process_advice=ADVICE)
    del sent[f"says_{MARKS[3]}"]
    answer = client.post(fill, sent)
    assert answer.status_code == 422 and ADVICE in answer.text and "Pilih sesuai atau tidak sesuai." in answer.text
    answer = client.post(fill, form(**{f"says_{MARKS[24]}": "no"}))
    assert answer.status_code == 422 and "decision_advice" in answer.context["form"].errors
    assert Review.objects.get().is_open


def test_the_reviewer_sees_the_work_and_no_candidate(world, client):
    review = asked(world, session=over(world, K, BK, K))
    text = page(client, world.sekar, "review_fill", review.pk).text
    assert "1 orang: 0 K, 1 BK" in text and "Unit 2" in text and "1 dari 1 penilaian BK" in text
    assert "Siti" not in text


def test_the_work_is_counted_in_as_many_queries_as_ever(world, django_assert_num_queries):
    session = over(world)
    with django_assert_num_queries(3):
        work = work_of(session, world.bima_assessor)
    assert (work.candidates, work.competent, work.not_yet, len(work.units)) == (1, 1, 0, 3)


def test_the_paper_says_what_the_page_says(world, client):
    review = asked(world)
    assert page(client, world.sekar, "review_download", review.pk).status_code == 404
    filled(world, review, marks=UNFIT, process_advice=f"{ADVICE}\n<b>tebal</b>")
    reply(by=world.bima, on=world.today, evaluation=review, text="Akan saya lakukan.")
    answer = page(client, world.bima, "review_download", review.pk)
    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(" ".join(each.extract_text() for each in pages).split())
    shown = ("FR.AK-06", "Bima Prasetya", "Sekar Ayu", "Tidak sesuai", ADVICE, "<b>tebal</b>", "Akan saya lakukan.")
    assert answer["Content-Type"] == "application/pdf" and all(each in text for each in shown)
    shown_page = page(client, world.bima, "review_show", review.pk).text
    assert ADVICE in shown_page and "Akan saya lakukan." in shown_page and "<b>tebal" not in shown_page


def test_the_assessor_is_invited_to_reply_until_he_did(world, client):
    review = filled(world)
    address = reverse("review_reply", args=[review.pk])
    assert address in page(client, world.bima, "review_show", review.pk).text
    assert client.post(address, {"text": "\x00"}).status_code == 422
    assert client.post(address, {"text": "Terima kasih."}).status_code == 302
    assert client.post(address, {"text": "Lagi."}).status_code == 422
    assert address not in client.get(review.get_absolute_url()).text


def test_a_request_is_called_off_with_the_reason(world, client):
    review = asked(world)
    address = reverse("review_cancel", args=[review.pk])
    assert address in page(client, world.ratna, "review_show", review.pk).text
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "Peninjau cuti."}).status_code == 302
    assert client.post(address, {"reason": "Lagi."}).status_code == 422
    assert "Peninjau cuti." in page(client, world.sekar, "review_show", review.pk).text
    assert not waiting(world, world.sekar)


@pytest.mark.parametrize(
    ("standing", "total"), [("pending", 1), ("planned", 0), ("answered", 0), ("retracted", 0), ("odd", 1)]
)
def test_the_list_is_searched_and_narrowed(world, client, standing, total):
    asked(world)
    client.force_login(world.ratna)
    assert client.get(reverse("review_list"), {"q": "bima junior", "standing": standing}).context["total"] == total
    assert client.get(reverse("review_list"), {"q": "zzz"}).context["total"] == 0


@pytest.mark.parametrize("name", ["review_list", "witness_list", "inspection_list", "review_choose", "witness_choose"])
@pytest.mark.parametrize("rows", [1, 12])
def test_lists_cost_the_same_whatever_their_length(world, client, django_assert_num_queries, name, rows):
    over(world)
    for n in range(rows):
        other = world.account(f"admin{n}", is_lsp_admin=True)
        asked(world, reviewer=other)
    client.force_login(world.ratna)
    with django_assert_num_queries({"review_list": 6, "review_choose": 6}.get(name, 5)):
        client.get(reverse(name))


def test_a_witness_reports_once_the_session_has_begun(world, client):
    task = Assignment.objects.get(session=world.session)
    plan, sekar = reverse("witness_plan", args=[task.pk]), world.sekar
    assert plan in page(client, world.wulan, "witness_choose").text
    assert client.post(plan, {"evaluator": sekar.pk}).status_code == 302
    witnessing = Witnessing.objects.get()
    address = reverse("witness_report", args=[witnessing.pk])
    assert witnessing.standing == "planned"
    assert page(client, sekar, "witness_list").context["total"] == 1
    assert client.get(reverse("witness_list"), {"standing": "planned"}).context["total"] == 1
    assert client.get(reverse("witness_list"), {"standing": "pending"}).context["total"] == 0
    assert address not in waiting(world, sekar) and "setelah asesmen dimulai" in client.get(address).text
    assert client.post(address, report(world)).status_code == 422
    assert world.assessment
    assert address in waiting(world, sekar)
    assert client.post(address, report(world, happened_on="2026-02-31")).status_code == 422
    answer = client.post(address, report(world, says_9="no", note_9="Ada asap."))
    assert answer.status_code == 422 and "improvements" in answer.context["form"].errors and "Ada asap." in answer.text
    sent = report(world, says_9="no", note_9="Ada asap.", improvements="Jaga pintu.", conclusion="improve")
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 422
    text = page(client, world.bima, "witness_show", witnessing.pk).text
    assert "Ada asap." in text and "Jaga pintu." in text and "Perlu perbaikan" in text
    assert reverse("witness_reply", args=[witnessing.pk]) in text


def test_who_is_an_officer_and_the_assessor_has_no_door_to_his_own(world, client):
    world.bima.is_lsp_admin = True
    world.bima.save()
    task = Assignment.objects.get(session=world.session)
    witnessing = planned(world)
    client.force_login(world.bima)
    assert client.get(reverse("witness_plan", args=[task.pk])).status_code == 404
    assert client.get(reverse("witness_cancel", args=[witnessing.pk])).status_code == 404
    assert reverse("witness_plan", args=[task.pk]) not in client.get(reverse("witness_choose")).text
    reported(world, witnessing)
    assert "Batalkan" not in client.get(witnessing.get_absolute_url()).text
