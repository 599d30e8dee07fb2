"""Whom the code of ethics keeps from judging: one notice with one way on, nothing written, nothing typed lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments.bars import operations as bars
from assessments.duty import operations as duty
from assessments.models import Assessment, Assessor
from tests.world import K


def unpledged(world):
    Assessor.objects.filter(pk=world.bima_assessor.pk).update(pledged_until=world.today - timedelta(days=1))


def suspended(world):
    bars.bar_assessor(
        by=world.wulan, on=world.today, assessor=world.bima_assessor, starts_on=world.today, ends_on=None,
        reason="Kasus.",
    )  # fmt: skip


def undeclared(world):
    Assessment.objects.filter(pk=world.assessment.pk).update(cleared_at=None)


def held(world):
    duty.hold(by=None, on=world.today, assessment=world.assessment, assessor=world.bima_assessor, reason="Keluarga")


BARRIERS = {
    "pledge_sign": unpledged, "relation_declare": undeclared, "conflict_list": held, "": suspended,
}  # fmt: skip


@pytest.fixture(params=BARRIERS, ids=["unpledged", "undeclared", "held", "suspended"])
def way_on(world, client, request):
    """The address that the notice leads to."""
    world.record(world.assessment, K, K)
    BARRIERS[request.param](world)
    client.force_login(world.bima)
    if not request.param:
        return None
    return reverse(request.param, args=[world.session.pk] if request.param == "relation_declare" else [])


def typed(world):
    """Everything K, with a comment, as the page sends it."""
    units = world.assessment.verdicts.values_list("unit_id", flat=True)
    said = {"revision": Assessment.objects.get().revision, "comment": "Tulisan yang tidak boleh hilang."}
    for unit in units:
        said |= {f"u{unit}-outcome": "K", f"u{unit}-methods": ["oral"], f"u{unit}-follow_up": "", f"u{unit}-was": ""}
    return said


def test_the_page_tells_the_one_thing_to_do(world, client, way_on):
    page = client.get(reverse("assessment_record", args=[world.assessment.pk]))
    assert page.status_code == 200 and "Anda belum boleh menilai asesi ini" in page.text
    assert 'class="verdicts"' not in page.text and "data-keeps" in page.text
    if way_on:
        assert f'class="btn btn-primary" href="{way_on}"' in page.text


def test_what_is_sent_all_the_same_comes_back_whole(world, client, way_on):
    page = client.post(reverse("assessment_record", args=[world.assessment.pk]), typed(world))
    assert page.status_code == 422 and "Anda belum boleh menilai asesi ini" in page.text
    assert "Tulisan yang tidak boleh hilang." in page.text and page.text.count('value="K" checked') == 3
    assessment = Assessment.objects.get()
    assert (assessment.comment, assessment.verdicts.filter(outcome="pending").count()) == ("", 1)


def test_no_signature(world, client, way_on):
    page = reverse("assessment_sign", args=[world.assessment.pk])
    assert client.get(page).url == reverse("assessment_record", args=[world.assessment.pk])
    assert client.post(page, {"revision": Assessment.objects.get().revision}).status_code == 422
    assert Assessment.objects.get().is_open


def test_who_may_judge_sees_no_notice(world, client):
    world.record(world.assessment, K)
    client.force_login(world.bima)
    page = client.get(reverse("assessment_record", args=[world.assessment.pk]))
    assert "belum boleh menilai" not in page.text and "data-keeps" not in page.text
