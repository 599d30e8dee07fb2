"""Questions of a candidate: who reads them, who answers, and by when."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.assessments.operations import enrolment
from assessments.decisions import operations as decisions
from assessments.models import Event
from ethics.cases.clocks import working_days_after
from ethics.models import Question, Reply
from ethics.questions.operations import ask, may_ask, reply
from kit.errors import RuleError
from tests.told import told
from tests.world import BK, K

TEXT = "Apakah saya boleh membawa laptop sendiri?"
ANSWER = "Boleh, asalkan diperiksa dulu."


def asked(world, **said):
    assessment = said.pop("assessment", None) or world.assessment
    return ask(**{"by": world.siti, "on": world.today, "assessment": assessment, "text": TEXT} | said)


def replied(world, question, **said):
    return reply(**{"by": world.bima, "on": world.today, "question": question, "text": ANSWER} | said)


def refused(act, *args, **said):
    with pytest.raises(RuleError) as caught:
        act(*args, **said)
    return caught.value.code


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 23), date(2026, 11, 26)),  # Monday: Thursday
        (date(2026, 11, 27), date(2026, 12, 2)),  # Friday: Wednesday, the weekend does not count
        (date(2026, 11, 28), date(2026, 12, 2)),  # Saturday
    ],
)
def test_the_clock_skips_weekends(day, due):
    assert working_days_after(day, 3) == due


def test_a_question_has_its_day(world, settings):
    question = asked(world)
    assert question.due_on == working_days_after(world.today, settings.QUESTION_ANSWER_DAYS)
    assert question.state == Question.State.PENDING
    assert Event.objects.about(question).get().verb == "asked"
    assert [row.verb for row in Event.objects.about(world.assessment) if row.verb == "asked"] == []


def test_a_question_is_answered_once(world):
    question = asked(world)
    replied(world, question)
    with pytest.raises(RuleError):
        replied(world, question, text="Tidak boleh.")
    assert Reply.objects.get().text == ANSWER
    assert told(question) == ["asked", "answered"]


@pytest.mark.parametrize("name", ["bima", "ratna", "wulan", "komang", "yohanes"])
def test_nobody_asks_for_the_candidate(world, name):
    with pytest.raises(PermissionDenied):
        asked(world, by=getattr(world, name))


@pytest.mark.parametrize(
    ("text", "code"), [("", "text_required"), (" \n\x00 ", "text_required"), ("x" * 1001, "text_too_long")]
)
def test_a_question_is_some_text_of_some_length(world, text, code):
    assert refused(asked, world, text=text) == code


def test_a_question_and_its_answer_are_as_long_as_is_said(world):
    question = asked(world, text="x" * 1000)
    assert (len(question.text), len(replied(world, question, text="x" * 3000).text)) == (1000, 3000)


def test_five_a_day_are_enough(world, settings):
    for _n in range(settings.QUESTIONS_A_DAY):
        asked(world)
    assert refused(asked, world) == "too_many_questions"
    assert asked(world, assessment=world.enrol(world.yohanes_candidate), by=world.yohanes)  # each has his own five


def test_from_enrolment_until_some_days_after_the_end(world, settings):
    assessment = world.enrol()
    last = world.today + timedelta(days=settings.QUESTION_OPEN_DAYS)
    assert may_ask(assessment, on=last + timedelta(days=999))
    world.start()
    world.record(assessment, K, K, K)
    world.sign(assessment)
    decisions.grant(by=world.komang, on=world.today, assessment=assessment)
    assert asked(world, assessment=assessment, on=last)
    assert refused(asked, world, assessment=assessment, on=last + timedelta(days=1)) == "questions_closed"


def test_a_verdict_of_bk_is_an_end_as_well(world, settings):
    assessment = world.judged(K, BK, K)
    assessment.refresh_from_db()
    last = world.today + timedelta(days=settings.QUESTION_OPEN_DAYS)
    assert may_ask(assessment, on=last)
    assert not may_ask(assessment, on=last + timedelta(days=1))


def test_a_cancelled_place_takes_no_questions(world):
    place = world.enrol()
    enrolment.cancel_enrolment(by=world.ratna, on=world.today, assessment=place, reason="Sakit.")
    assert refused(asked, world, assessment=place) == "questions_closed"


@pytest.mark.parametrize("name", ["bima", "ratna"])
def test_the_assessor_or_an_admin_answers_once(world, name):
    question = asked(world)
    replied(world, question, by=getattr(world, name))
    assert refused(replied, world, question) == "answered_already"
    assert Question.objects.get().state == Question.State.ANSWERED


@pytest.mark.parametrize("name", ["siti", "wulan", "komang", "sekar", "yohanes", "tamu"])
def test_nobody_else_answers(world, name):
    question = asked(world)
    with pytest.raises(PermissionDenied):
        replied(world, question, by=getattr(world, name))


def test_an_admin_does_not_answer_himself(world):
    world.siti.is_lsp_admin = True
    world.siti.save()
    with pytest.raises(PermissionDenied):
        replied(world, asked(world), by=world.siti)


@pytest.mark.parametrize(("text", "code"), [(" ", "text_required"), ("x" * 3001, "text_too_long")])
def test_an_answer_is_some_text_of_some_length(world, text, code):
    assert refused(replied, world, asked(world), text=text) == code


def closed_place(world):
    return enrolment.enrol(
        by=world.ratna, on=world.today, session=world.session, candidate=world.siti_candidate,
        assessor=world.bima_assessor,
    )  # fmt: skip


def test_while_the_names_are_closed_only_the_lsp_reads_and_answers(world, client, django_capture_on_commit_callbacks):
    world.body.email = "kantor@example.org"
    world.body.save()
    place = closed_place(world)
    with django_capture_on_commit_callbacks(execute=True):
        question = asked(world, assessment=place)
    assert [message.to for message in mail.outbox] == [["kantor@example.org"]]
    client.force_login(world.bima)
    assert client.get(reverse("question_thread", args=[place.pk])).status_code == 404
    for page in ("question_list", "work"):
        assert "Siti" not in client.get(reverse(page)).text
    with pytest.raises(PermissionDenied):
        replied(world, question)
    replied(world, question, by=world.ratna)


def test_who_decides_reads_nothing_of_it(world, client):
    world.judged()
    asked(world)
    client.force_login(world.komang)
    assert client.get(reverse("question_thread", args=[world.assessment.pk])).status_code == 404
    for page in ("assessment_show", "assessment_decide"):
        text = client.get(reverse(page, args=[world.assessment.pk])).text
        assert TEXT not in text and "pertanyaan" not in text


def test_the_mails_tell_no_content(world, django_capture_on_commit_callbacks):
    person = world.bima_assessor.person
    person.email = "bima.kantor@example.org"
    person.save()
    with django_capture_on_commit_callbacks(execute=True):
        question = asked(world)
        replied(world, question)
    assert [message.to for message in mail.outbox] == [["bima.kantor@example.org"], ["siti@example.org"]]
    for message in mail.outbox:
        whole = f"{message.subject} {message.body} {message.alternatives[0][0]}"
        for hidden in (TEXT, ANSWER, "laptop", "Siti", "Bima Prasetya"):
            assert hidden not in whole
        assert reverse("question_thread", args=[world.assessment.pk]) in whole


def test_a_thread_from_question_to_answer(world, client):
    thread = reverse("question_thread", args=[world.assessment.pk])
    client.force_login(world.siti)
    assert client.post(reverse("question_ask", args=[world.assessment.pk]), {"text": TEXT}).status_code == 302
    client.force_login(world.bima)
    answer = reverse("question_answer", args=[Question.objects.get().pk])
    assert answer in client.get(thread).text
    assert answer in client.get(reverse("work")).text
    assert client.post(answer, {"text": ANSWER}).status_code == 302
    assert client.post(answer, {"text": "Lagi."}).status_code == 422
    client.force_login(world.siti)
    page = client.get(thread).text
    assert TEXT in page and ANSWER in page


def test_markup_is_text(world, client):
    asked(world, text="<script>alert(1)</script>")
    client.force_login(world.bima)
    page = client.get(reverse("question_thread", args=[world.assessment.pk])).text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("name", ["ratna", "wulan"])
def test_what_is_late_is_shown_to_admin_and_officer(world, client, name):
    question = asked(world, on=world.today - timedelta(days=14))
    assert question.state == Question.State.OVERDUE
    client.force_login(getattr(world, name))
    assert "Pertanyaan yang terlambat dijawab" in client.get(reverse("work")).text
    assert "Siti" in client.get(reverse("question_list"), {"state": "overdue"}).text
    replied(world, question)
    assert "Pertanyaan yang terlambat dijawab" not in client.get(reverse("work")).text
    assert "Siti" not in client.get(reverse("question_list"), {"state": "overdue"}).text
    assert "Siti" in client.get(reverse("question_list"), {"state": "answered"}).text
