"""What a candidate sees: his own case, in plain words, and nothing before it is signed."""

import pytest
from django.urls import reverse

from assessments.assessments.operations import enrolment
from assessments.decisions import operations as decisions
from tests.world import BK, K


@pytest.fixture
def read(world, client):
    """The page of Siti's case as Siti reads it."""

    def get(assessment):
        client.force_login(world.siti)
        return client.get(reverse("own_assessment_show", args=[assessment.pk])).content.decode()

    return get


def states(client, assessment):
    return [step["state"] for step in client.get(reverse("own_assessment_show", args=[assessment.pk])).context["steps"]]


def test_enrolled_the_next_step_is_the_session(world, read, client):
    shown = read(world.enrol())
    assert "Langkah berikutnya: datang ke uji kompetensi" in shown
    assert "Jalan Contoh 2" in shown
    assert states(client, world.session.assessments.get()) == ["done", "now", "next", "next"]


def test_verdicts_are_not_shown_before_the_signature(world, read):
    world.record(world.assessment, K, BK, K)
    shown = read(world.assessment)
    assert "Unit 2" in shown
    assert "BK –" not in shown
    assert "Latihan lagi." not in shown
    assert "Penilaian disimpan" not in shown


@pytest.mark.parametrize("role", ["is_decision_maker", "is_lsp_admin"])
def test_another_role_shows_nobody_his_own_unsigned_verdicts(world, client, role):
    world.record(world.assessment, K, BK, K)
    setattr(world.siti, role, True)
    world.siti.save()
    client.force_login(world.siti)
    answer = client.get(reverse("assessment_show", args=[world.assessment.pk]))
    assert answer.status_code == 302 and answer["Location"] == reverse(
        "own_assessment_show", args=[world.assessment.pk]
    )


def test_a_bk_comes_with_what_to_do(world, read, client):
    shown = read(world.judged(K, BK, K))
    assert "Latihan lagi." in shown
    assert "BK – Belum kompeten" in shown
    assert states(client, world.assessment) == ["done", "done", "next", "next"]


def test_waiting_for_the_decision(world, read):
    assert "Menunggu keputusan LSP" in read(world.judged())


def test_granted(world, read, client):
    assert "LSP sedang menyiapkan sertifikat Anda" in read(world.granted())
    assert states(client, world.assessment) == ["done", "done", "done", "now"]


def test_refused_with_the_reason(world, read):
    decisions.refuse(by=world.komang, on=world.today, assessment=world.judged(), reason="Bukti tidak asli.")
    shown = read(world.assessment)
    assert "Sertifikasi tidak diberikan" in shown
    assert "Bukti tidak asli." in shown
    assert "komang" not in shown


def test_cancelled_with_the_reason(world, read):
    enrolment.cancel_enrolment(by=world.ratna, on=world.today, assessment=world.assessment, reason="Sakit.")
    shown = read(world.assessment)
    assert "Pendaftaran dibatalkan" in shown
    assert "Sakit." in shown


def test_the_certificate_is_the_last_step(world, read, client):
    certificate = world.certificate()
    shown = read(world.assessment)
    assert certificate.number in shown
    assert "sudah terbit" in shown
    assert states(client, world.assessment) == ["done"] * 4


def test_only_ones_own(world, client):
    mine, theirs = world.enrol(), world.enrol(world.yohanes_candidate)
    client.force_login(world.siti)
    assert client.get(reverse("own_assessment_show", args=[theirs.pk])).status_code == 404
    assert list(client.get(reverse("own_assessment_list")).context["table"].page) == [mine]


def test_an_admin_who_is_also_a_candidate_sees_his_own_cases_here(world, client):
    world.enrol()
    theirs = world.enrol(world.yohanes_candidate)
    type(world.siti).objects.filter(pk=world.siti.pk).update(is_lsp_admin=True)
    client.force_login(world.siti)
    assert client.get(reverse("own_assessment_list")).context["total"] == 1
    assert client.get(reverse("own_assessment_show", args=[theirs.pk])).status_code == 404


def test_nothing_yet_is_said_kindly(world, client):
    client.force_login(world.siti)
    assert "Belum ada sertifikasi" in client.get(reverse("own_assessment_list")).content.decode()


def test_who_may_see_it(world, client):
    address = reverse("own_assessment_show", args=[world.assessment.pk])
    expected = {"anonymous": 302, "siti": 200, "yohanes": 404}
    for who, account in world.everybody():
        client.force_login(account) if account else client.logout()
        assert client.get(address).status_code == expected.get(who, 403), who
        assert client.get(reverse("own_assessment_list")).status_code == {**expected, "yohanes": 200}.get(who, 403), who


@pytest.mark.parametrize("name", ["own_assessment_list", "own_assessment_show"])
def test_it_is_only_read(world, client, name):
    client.force_login(world.siti)
    address = reverse(name, args=[world.assessment.pk] if name == "own_assessment_show" else [])
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("many", [1, 30])
def test_the_pages_cost_the_same_for_one_and_for_thirty(world, client, django_assert_num_queries, many):
    world.version = world.in_force(world.draft(units=many))
    world.judged(*[K] * many)
    client.force_login(world.siti)
    with django_assert_num_queries(12):
        client.get(reverse("own_assessment_show", args=[world.assessment.pk]))


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(world, client, django_assert_num_queries, many):
    for day in range(many):
        assessment = world.enrol(session=world.session)
        enrolment.cancel_enrolment(by=world.ratna, on=world.today, assessment=assessment, reason="Sakit.")
        del world.session
        world.session = world.plan(starts_at=world.at(8, day + 1), ends_at=world.at(9, day + 1))
        world.session.assignments.create(assessor=world.bima_assessor)
    client.force_login(world.siti)
    with django_assert_num_queries(6):
        assert client.get(reverse("own_assessment_list")).context["total"] == many
