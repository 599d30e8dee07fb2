"""The home of each role: what waits, and nothing that is somebody else's to do."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments.decisions import operations as decisions
from assessments.models import Assessor, Candidate, Training
from assessments.sessions.operations import sessions
from certificates.issuing.operations.issuing import issue
from lsp_portal.work.queues import sections


def titles(world, who):
    """Every queue with its tasks, over all roles of the account."""
    return {str(q.title): [t.title for t in q.tasks] for s in sections(who, world.today) for q in s.waiting}


def tasks(world, who, title):
    return [t for s in sections(who, world.today) for q in s.waiting if str(q.title) == title for t in q.tasks]


def test_every_account_has_a_home_and_visitors_sign_in(world, client):
    for name, account in world.everybody():
        if account:
            client.force_login(account)
        assert client.get(reverse("work")).status_code == (200 if account else 302), name


def test_work_is_not_posted_to(world, client):
    client.force_login(world.ratna)
    assert client.post(reverse("work")).status_code == 405


def test_nothing_waiting_is_said_kindly(world, client):
    client.force_login(world.komang)
    assert "Tidak ada yang menunggu" in client.get(reverse("work")).content.decode()


def test_an_account_without_a_role_is_told_whom_to_ask(world, client):
    client.force_login(world.tamu)
    assert "belum mempunyai peran" in client.get(reverse("work")).content.decode()


def test_admin_issues_what_was_granted(world):
    assessment = world.granted()
    (task,) = tasks(world, world.ratna, "Sertifikat untuk diterbitkan")
    assert task.url == reverse("certificate_issue", args=[assessment.pk])
    assert world.body
    issue(assessment=assessment, by=world.ratna, on=world.today)
    assert not tasks(world, world.ratna, "Sertifikat untuk diterbitkan")


def test_admin_prepares_sessions_of_this_week(world):
    assert world.plan(starts_at=world.at(8, 2), ends_at=world.at(9, 2))
    assert world.plan(starts_at=world.at(8, 20), ends_at=world.at(9, 20))
    (task,) = tasks(world, world.ratna, "Jadwal untuk disiapkan")
    assert (task.badge, "assign" in task.url) == ("Belum ada asesor", True)


@pytest.mark.parametrize(("enrolled", "badge"), [(False, "Belum ada asesi"), (True, "Siap dimulai")])
def test_what_a_session_of_today_lacks(world, enrolled, badge):
    assert world.session
    if enrolled:
        world.enrol()
    assert [task.badge for task in tasks(world, world.ratna, "Jadwal untuk disiapkan")] == [badge]


def test_admin_finishes_what_is_signed(world):
    world.judged()
    (task,) = tasks(world, world.ratna, "Jadwal untuk diselesaikan")
    assert task.url == reverse("session_finish", args=[world.session.pk])


def test_admin_hears_of_licences_that_end(world):
    assert world.bima_assessor
    assert not tasks(world, world.ratna, "Lisensi asesor yang perlu diperbarui")
    Assessor.objects.update(technical_expires_on=world.today - timedelta(days=1))
    (task,) = tasks(world, world.ratna, "Lisensi asesor yang perlu diperbarui")
    assert (task.badge, "teknis" in task.text) == ("Sudah habis", True)


def test_decision_maker_decides_what_is_signed(world):
    assessment = world.judged()
    (task,) = tasks(world, world.komang, "Menunggu keputusan Anda")
    assert task.url == reverse("assessment_decide", args=[assessment.pk])
    decisions.grant(by=world.komang, on=world.today, assessment=assessment)
    assert not titles(world, world.komang)


def test_what_he_had_a_part_in_is_counted_in_words(world):
    Training.objects.create(trainer=world.komang.person, candidate=world.siti_candidate, subject="Dasar")
    world.judged()
    (section,) = sections(world.komang, world.today)
    (queue,) = section.waiting
    assert not queue.tasks
    assert queue.note.startswith("1 asesmen lain")


def test_assessor_runs_his_sessions_and_signs(world):
    world.enrol()
    assert titles(world, world.bima) == {"Jadwal untuk dijalankan": ["Pemrogram Junior"]}
    world.start()
    world.record(world.siti_candidate.assessments.get(), "K")
    found = tasks(world, world.bima, "Jadwal untuk dijalankan") + tasks(world, world.bima, "Belum Anda tanda tangani")
    assert [("1 dari 3 unit" in task.text) for task in found] == [True, True]
    assert not titles(world, world.sekar)


def test_assessor_finishes_when_all_is_signed(world):
    world.judged()
    (task,) = tasks(world, world.bima, "Jadwal untuk dijalankan")
    assert task.url == reverse("session_finish", args=[world.session.pk])


STEPS = [
    (lambda w: w.enrol(), "Terdaftar"),
    (lambda w: w.assessment, "Asesmen"),
    (lambda w: w.judged(), "Menunggu keputusan"),
    (lambda w: w.judged("BK", "K", "K"), "Belum kompeten"),
    (lambda w: w.granted(), "Kompeten"),
    (lambda w: w.certificate(), "Bersertifikat"),
]


@pytest.mark.parametrize(("way", "badge"), STEPS, ids=[badge for _way, badge in STEPS])
def test_candidate_reads_the_next_step(world, way, badge):
    way(world)
    (task,) = tasks(world, world.siti, "Sertifikasi saya")
    assert (task.badge, task.url.startswith("/case/")) == (badge, True)
    assert not titles(world, world.yohanes)


def test_several_roles_have_a_section_each(world, client):
    Candidate.objects.create(person=world.bima_assessor.person)
    client.force_login(world.bima)
    page = client.get(reverse("work"))
    assert [str(section.role) for section in page.context["sections"]] == ["Asesor", "Asesi"]


def test_what_i_did_last_leads_back(world, client):
    world.enrol()
    client.force_login(world.ratna)
    acts = client.get(reverse("work")).context["acts"]
    assert (acts[0].label, acts[0].about, bool(acts[0].url)) == (
        "Terdaftar pada jadwal uji",
        "Siti Rahma Wulandari",
        True,
    )


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(("who", "cost"), [("ratna", 21), ("bima", 20)])
def test_home_costs_the_same_whatever_the_number(world, client, django_assert_num_queries, who, cost, rows):
    sessions.edit_session(by=world.ratna, on=world.today, session=world.session, quota=40)
    for n in range(rows):
        world.enrol(world.candidate(f"Asesi {n}"))
        world.plan(starts_at=world.at(8, 1), ends_at=world.at(9, 1), quota=1, note=f"Jadwal {n}")
    world.start()
    client.force_login(getattr(world, who))
    with django_assert_num_queries(cost):
        client.get(reverse("work"))
