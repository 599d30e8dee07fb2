"""Before the signature the candidate may see the verdicts and say what he thinks of each (clause 15)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from assessments.assessments.operations import enrolment
from assessments.models import Assessment, Event, Remark, Verdict
from assessments.remarks.operations import Answer, answer_verdicts, show_verdicts
from assessments.sessions.operations import sessions
from kit.errors import RuleError
from tests.world import BK, PENDING, K

AGREED, DIFFERS = Answer("agrees"), Answer("differs", "Saya sudah menunjukkan laporan bulan Mei.")


@pytest.fixture
def judged(world):
    """Every unit recorded, one of them BK; nothing shown, nothing signed."""
    return world.record(world.assessment, K, BK, K)


@pytest.fixture
def shown(world, judged):
    return show(world, judged)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def show(world, assessment, by=None):
    said = {"by": by or world.bima, "on": world.today, "assessment": assessment}
    return show_verdicts(**said, revision=fresh(assessment).revision)


def verdict(assessment, position=2):
    return assessment.verdicts.get(position=position)


def answer(world, assessment, said=DIFFERS, by=None, position=2, revision=None):
    return answer_verdicts(
        by=by or world.siti,
        on=world.today,
        assessment=assessment,
        revision=fresh(assessment).revision if revision is None else revision,
        answers={verdict(assessment, position).pk: said},
    )


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def test_showing_opens_the_verdicts_to_the_candidate(world, judged, client):
    client.force_login(world.siti)
    page = reverse("own_assessment_show", args=[judged.pk])
    assert "BK – Belum kompeten" not in client.get(page).text
    show(world, judged)
    assert "BK – Belum kompeten" in client.get(page).text
    assert reverse("own_assessment_answer", args=[judged.pk]) in client.get(page).text


def test_showing_twice_is_showing_once(world, shown):
    show(world, shown)
    assert Event.objects.about(shown).filter(verb="shown").count() == 1


def test_only_a_whole_sheet_is_shown(world):
    world.record(world.assessment, K, BK)
    assert refused(show, world, world.assessment) == "units_pending"


def test_only_its_assessor_shows(world, judged):
    for other in (world.sekar, world.ratna, world.siti):
        with pytest.raises(PermissionDenied):
            show(world, judged, by=other)


def test_a_stale_page_shows_nothing(world, judged):
    said = {"by": world.bima, "on": world.today, "assessment": judged, "revision": 0}
    assert refused(show_verdicts, **said) == "stale"


def test_a_difference_stays_for_whoever_decides(world, client):
    shown = show(world, world.record(world.assessment, K, K, K))
    answer(world, shown)
    world.sign(shown)
    client.force_login(world.komang)
    assert DIFFERS.text in client.get(reverse("assessment_decide", args=[shown.pk])).text
    client.force_login(world.bima)
    assert DIFFERS.text in client.get(reverse("assessment_show", args=[shown.pk])).text


def test_the_assessor_reads_it_before_he_signs(world, shown, client):
    answer(world, shown)
    client.force_login(world.bima)
    for name in ("assessment_record", "assessment_sign"):
        assert DIFFERS.text in client.get(reverse(name, args=[shown.pk])).text
    world.sign(shown)  # unanswered units and a difference keep nobody from signing
    assert fresh(shown).status == "not_competent"


def test_a_changed_verdict_takes_the_agreement_away(world, shown):
    answer(world, shown, AGREED)
    assert verdict(shown).remarks.get().stands
    world.record(shown, K, K, K)
    assert not verdict(shown).remarks.get().stands
    answer(world, shown, AGREED)
    assert [remark.stands for remark in verdict(shown).remarks.all()] == [False, True]


def test_an_answer_changes_no_verdict(world, shown):
    before = list(Verdict.objects.values_list("outcome", "recorded_at"))
    answer(world, shown)
    assert list(Verdict.objects.values_list("outcome", "recorded_at")) == before
    assert fresh(shown).revision == shown.revision


def test_a_double_click_is_one_answer(world, shown):
    answer(world, shown)
    assert answer(world, shown) == []
    assert Remark.objects.count() == 1
    assert Event.objects.about(shown).filter(verb="answered").count() == 1


def test_an_answer_to_what_has_changed_meanwhile_is_refused(world, shown):
    world.record(shown, K, K, K)
    assert refused(answer, world, shown, AGREED, revision=shown.revision) == "stale"


@pytest.mark.parametrize(
    ("said", "code"),
    [(Answer("differs", "  "), "text_required"), (Answer("differs", "x" * 501), "text_too_long"),
     (Answer("perhaps"), "stance_unknown")],
)  # fmt: skip
def test_bad_answers(world, shown, said, code):
    assert refused(answer, world, shown, said) == code
    assert not Remark.objects.exists()


def test_all_verdicts_are_answered_at_once(world, shown):
    answers = {each.pk: AGREED for each in shown.verdicts.all()}
    act = {"by": world.siti, "on": world.today, "assessment": shown, "revision": fresh(shown).revision}
    assert len(answer_verdicts(**act, answers=answers)) == 3


def test_an_answer_is_as_long_as_is_said(world, shown):
    (said,) = answer(world, shown, Answer("differs", "x" * 500))
    assert len(said.text) == 500


def test_nobody_else_answers(world, shown):
    for other in (world.yohanes, world.bima, world.ratna):
        with pytest.raises(PermissionDenied):
            answer(world, shown, by=other)


def test_nothing_is_answered_before_it_is_shown_or_after_it_is_signed(world, judged):
    assert refused(answer, world, judged) == "not_shown"
    show(world, judged)
    world.sign(judged)
    assert refused(answer, world, judged) == "already_signed"


def test_a_unit_set_back_to_unjudged_is_not_answered(world, shown):
    world.record(shown, K, PENDING, K)
    assert refused(answer, world, shown) == "not_judged"


def test_units_of_another_assessment_are_refused(world, shown):
    other = world.plan(starts_at=world.at(8, 1), ends_at=world.at(9, 1))
    sessions.assign(by=world.ratna, on=world.today, session=other, assessor=world.bima_assessor)
    foreign = verdict(world.enrol(world.yohanes_candidate, session=other))
    said = {"by": world.siti, "on": world.today, "assessment": shown, "revision": shown.revision}
    assert refused(answer_verdicts, **said, answers={foreign.pk: DIFFERS}) == "unknown_unit"


def test_another_assessor_shows_his_own(world, shown):
    sessions.assign(by=world.ratna, on=world.today, session=world.session, assessor=world.sekar_assessor)
    enrolment.reassign(by=world.ratna, on=world.today, assessment=shown, assessor=world.sekar_assessor)
    assert fresh(shown).shown_at is None


# --- the database ---------------------------------------------------------------------------------
def raw(verdict, by, **changes):
    fields = {"stance": "agrees", "outcome": verdict.outcome, "follow_up": verdict.follow_up, "made_by": by}
    return Remark.objects.create(verdict=verdict, **fields | changes)


@pytest.mark.parametrize("case", ["signed", "unshown", "stranger", "other_outcome"])
def test_the_database_refuses_a_remark_too(world, judged, case):
    if case != "unshown":
        show(world, judged)
    if case == "signed":
        world.sign(judged)
    changes = {"outcome": K} if case == "other_outcome" else {}
    by = world.yohanes if case == "stranger" else world.siti
    with pytest.raises(DatabaseError), transaction.atomic():
        raw(verdict(judged), by, **changes)


def test_a_remark_is_never_changed(world, shown):
    answer(world, shown)
    for act in (lambda rows: rows.update(text="Lain"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act(Remark.objects.all())


def test_whether_it_was_shown_stays_after_the_signature(world, judged):
    world.sign(judged)
    with pytest.raises(DatabaseError), transaction.atomic():
        Assessment.objects.filter(pk=judged.pk).update(shown_at=world.at(9))


# --- the pages ------------------------------------------------------------------------------------
def sent(assessment, **said):
    return {"revision": fresh(assessment).revision} | {
        f"v{verdict(assessment, 2).pk}-{name}": value for name, value in said.items()
    }


def test_the_assessor_shows_from_his_page(world, judged, client):
    client.force_login(world.bima)
    page = reverse("assessment_reveal", args=[judged.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"revision": 99}).status_code == 422
    assert client.post(page, {"revision": judged.revision}).url == reverse("assessment_record", args=[judged.pk])
    assert client.get(page).status_code == 302
    assert "Asesi melihat penilaian ini" in client.get(reverse("assessment_record", args=[judged.pk])).text


def test_the_candidate_answers_from_his_page(world, shown, client):
    client.force_login(world.siti)
    page = reverse("own_assessment_answer", args=[shown.pk])
    assert "tidak menjadi lebih rendah" in client.get(page).text
    assert client.post(page, sent(shown, stance="differs", text=DIFFERS.text)).status_code == 302
    assert DIFFERS.text in client.get(reverse("own_assessment_show", args=[shown.pk])).text


@pytest.mark.parametrize(
    "said",
    [{}, {"stance": "differs"}, {"stance": "x"}, {"stance": "differs", "text": "x" * 501},
     {"stance": "agrees", "text": "\x00"}],
)  # fmt: skip
def test_bad_input_is_told_and_keeps_nothing(world, shown, client, said):
    client.force_login(world.siti)
    answer = client.post(reverse("own_assessment_answer", args=[shown.pk]), sent(shown, **said))
    assert answer.status_code == 422 and not Remark.objects.exists()


def test_a_stale_answer_keeps_what_was_typed(world, shown, client):
    client.force_login(world.siti)
    data = sent(shown, stance="differs", text="Pendapat saya")
    world.record(shown, K, K, K)
    answer = client.post(reverse("own_assessment_answer", args=[shown.pk]), data)
    assert answer.status_code == 422 and "Pendapat saya" in answer.text and not Remark.objects.exists()


def test_nothing_is_asked_before_it_is_shown(world, judged, client):
    client.force_login(world.siti)
    page = reverse("own_assessment_answer", args=[judged.pk])
    assert "belum menunjukkan" in client.get(page).text
    assert client.post(page, sent(judged, stance="agrees")).status_code == 422
    client.force_login(world.yohanes)
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("units", [1, 30])
def test_the_page_costs_the_same_for_one_unit_and_for_thirty(world, client, django_assert_num_queries, units):
    world.version = world.in_force(world.draft(units=units))
    show(world, world.record(world.assessment, *[K] * units))
    client.force_login(world.siti)
    with django_assert_num_queries(7):
        client.get(reverse("own_assessment_answer", args=[world.assessment.pk]))
