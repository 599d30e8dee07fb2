"""FR.AK-03: given once by the candidate, after the end, and never told to the assessor."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pypdf import PdfReader

from assessments.decisions import operations as decisions
from assessments.models import Event
from certificates.issuing.operations.issuing import issue
from ethics.checklists.statements import CLAUSES, STATEMENTS
from ethics.feedback.operations import Said, give_feedback
from ethics.models import Answer, Clause, Feedback
from kit.errors import RuleError
from tests.world import BK, K

YES = {each.number: Said(agrees=True) for each in STATEMENTS}
NOTED = YES | {6: Said(False, "Alasannya tidak dijelaskan.")}
SECRET = "Saya gugup, tetapi asesor sabar."


def give(world, assessment, **said):
    act = {"by": world.siti, "on": world.today, "assessment": assessment}
    return give_feedback(**act | {"answers": YES, "note": ""} | said)


def refused(world, assessment, **said):
    with pytest.raises(RuleError) as caught:
        give(world, assessment, **said)
    return caught.value.code


def form(**said):
    return {f"says_{each.number}": "yes" for each in STATEMENTS} | said


def test_ten_statements_each_of_a_clause_of_the_code(db):
    assert [each.number for each in STATEMENTS] == list(range(1, 11))
    assert all(each.clauses for each in STATEMENTS)
    assert set(CLAUSES) <= set(Clause.objects.values_list("number", flat=True))


@pytest.mark.parametrize("outcomes", [(K, K, K), (K, BK, K)])
def test_it_comes_after_the_end_and_not_before(world, outcomes):
    assert refused(world, world.assessment) == "not_told"
    assessment = world.judged(*outcomes)
    if BK not in outcomes:
        assert refused(world, assessment) == "not_told"
        decisions.refuse(by=world.komang, on=world.today, assessment=assessment, reason="Bukti kurang.")
    feedback = give(world, assessment)
    assert feedback.answers.count() == len(STATEMENTS)
    assert Event.objects.about(feedback).get().verb == "given"
    assert not Event.objects.about(assessment).filter(verb="given").exists()


def test_it_is_given_once(world):
    give(world, world.granted())
    assert refused(world, world.assessment, answers=NOTED) == "given_already"
    assert Answer.objects.filter(agrees=False).count() == 0


@pytest.mark.parametrize("name", ["bima", "ratna", "wulan", "komang", "yohanes"])
def test_nobody_speaks_for_the_candidate(world, name):
    assessment = world.granted()
    with pytest.raises(PermissionDenied):
        give(world, assessment, by=getattr(world, name))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"answers": {}}, "statements_unanswered"),
        ({"answers": YES | {11: Said(True)}}, "statements_unanswered"),
        ({"note": "x" * 2001}, "note_too_long"),
        ({"answers": YES | {1: Said(True, "x" * 501)}}, "note_too_long"),
    ],
)
def test_what_is_not_whole_is_refused(world, said, code):
    assert refused(world, world.granted(), **said) == code
    assert not Feedback.objects.exists()


def test_notes_are_as_long_as_is_said(world):
    feedback = give(world, world.granted(), note="x" * 2000, answers=YES | {1: Said(True, "x" * 500)})
    assert (len(feedback.note), len(feedback.answers.get(statement=1).note)) == (2000, 500)


def test_the_certificate_does_not_wait_for_it(world):
    assert world.body
    assert issue(assessment=world.granted(), by=world.ratna, on=world.today)
    assert give(world, world.assessment)


def test_the_candidate_is_invited_until_he_has_answered(world, client):
    client.force_login(world.siti)
    pages = [reverse("own_assessment_show", args=[world.assessment.pk]), reverse("work")]
    address = reverse("feedback_give", args=[world.assessment.pk])
    assert not any(address in client.get(page).text for page in pages)
    world.granted()
    assert all(address in client.get(page).text for page in pages)
    assert client.post(address, form(note_6="Singkat saja.", note=SECRET)).status_code == 302
    assert not any(address in client.get(page).text for page in pages)
    assert SECRET in client.get(address).text
    assert client.post(address, form()).status_code == 422


def test_a_page_with_a_gap_keeps_what_was_said(world, client):
    client.force_login(world.siti)
    address = reverse("feedback_give", args=[world.granted().pk])
    sent = form(note=SECRET)
    del sent["says_3"]
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert SECRET in answer.text and "Pilih ya atau tidak." in answer.text
    assert not Feedback.objects.exists()


def test_the_assessor_learns_of_it_nowhere(world, client):
    feedback = give(world, world.granted(), note=SECRET)
    client.force_login(world.bima)
    addresses = ["work", "assignment_list", "question_list"]
    pages = [reverse(name) for name in addresses]
    pages += [reverse(name, args=[world.assessment.pk]) for name in ("assessment_show", "question_thread")]
    pages.append(reverse("assignment_show", args=[world.session.pk]))
    for page in pages:
        text = client.get(page).text
        assert SECRET not in text and "mpan balik" not in text, page
    assert client.get(feedback.get_absolute_url()).status_code == 403


@pytest.mark.parametrize("flag", ["is_lsp_admin", "is_ethics_officer"])
def test_an_assessor_with_another_role_does_not_read_of_himself(world, client, flag):
    feedback = give(world, world.granted(), note=SECRET)
    setattr(world.bima, flag, True)
    world.bima.save()
    client.force_login(world.bima)
    assert client.get(feedback.get_absolute_url()).status_code == 404
    assert client.get(reverse("feedback_download", args=[feedback.pk])).status_code == 404
    assert "Siti" not in client.get(reverse("feedback_list")).text
    if flag == "is_lsp_admin":
        assert "umpan balik" not in client.get(reverse("assessment_show", args=[world.assessment.pk])).text


def test_admin_and_officer_read_it_and_print_it(world, client):
    feedback = give(world, world.granted(), answers=NOTED, note=SECRET)
    for account in (world.ratna, world.wulan):
        client.force_login(account)
        assert "9 dari 10" in client.get(reverse("feedback_list")).text
        assert SECRET in client.get(reverse("feedback_show", args=[feedback.pk])).text
    answer = client.get(reverse("feedback_download", args=[feedback.pk]))
    assert answer["Content-Type"] == "application/pdf"
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())
    for shown in ("FR.AK-03", "Siti Rahma Wulandari", "Alasannya tidak dijelaskan.", SECRET):
        assert shown in text


def test_markup_in_a_note_is_text_on_paper(world, client):
    feedback = give(world, world.granted(), note='<img src="file:///etc/hostname"><b>tebal</b>')
    client.force_login(world.ratna)
    answer = client.get(reverse("feedback_download", args=[feedback.pk]))
    assert "<b>tebal</b>" in PdfReader(io.BytesIO(answer.content)).pages[-1].extract_text()
