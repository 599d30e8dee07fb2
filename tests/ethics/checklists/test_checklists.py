"""The checklist of a session: the assessor's own word, once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from assessments.models import Event
from assessments.sessions.operations import sessions
from ethics.checklists.models import CHECKED
from ethics.checklists.operations import send_checklist
from ethics.models import Checklist
from kit.errors import RuleError

ALL = dict.fromkeys(CHECKED, True)
SMOKED = ALL | {"no_smoking": False}


def send(world, **said):
    session = said.pop("session", None) or world.assessment.session
    act = {"by": world.bima, "on": world.today, "session": session, "assessor": world.bima_assessor}
    return send_checklist(**act | {"confirmed": ALL, "note": ""} | said)


def refused(world, **said):
    with pytest.raises(RuleError) as caught:
        send(world, **said)
    assert Checklist.objects.count() == 0 or caught.value.code == "sent_already"
    return caught.value.code


def form(**said):
    return {f"says_{name}": "yes" for name in CHECKED} | said


def test_it_is_sent_with_its_event(world):
    checklist = send(world)
    assert checklist.unconfirmed == 0
    assert Event.objects.about(checklist).get().actor == world.bima


def test_every_statement_belongs_to_clauses():
    assert {4, 9, 14} <= {clause for clauses in CHECKED.values() for clause in clauses}


@pytest.mark.parametrize("name", ["ratna", "sekar", "wulan", "siti"])
def test_nobody_confirms_for_another(world, name):
    with pytest.raises(PermissionDenied):
        send(world, by=getattr(world, name))


def test_who_is_not_assigned_confirms_nothing(world):
    with pytest.raises(PermissionDenied):
        send(world, by=world.sekar, assessor=world.sekar_assessor)


def test_once_is_enough(world):
    send(world)
    assert refused(world, confirmed=SMOKED, note="Lupa.") == "sent_already"


def test_only_while_the_session_runs(world):
    assert refused(world, session=world.session) == "not_running"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"confirmed": {}}, "statements_unanswered"),
        ({"confirmed": ALL | {"kind": True}}, "statements_unanswered"),
        ({"confirmed": SMOKED}, "remark_required"),
        ({"confirmed": SMOKED, "note": "  "}, "remark_required"),
        ({"note": "x" * 1001}, "remark_too_long"),
    ],
)
def test_what_is_not_whole_is_refused(world, said, code):
    assert world.assessment
    assert refused(world, **said) == code


def test_a_note_is_as_long_as_is_said(world):
    assert world.assessment
    assert len(send(world, note="x" * 1000).remark) == 1000


def test_the_page_sends_it_and_shows_it(world, client):
    client.force_login(world.bima)
    address = reverse("checklist_fill", args=[world.assessment.session_id])
    answer = client.post(address, form(says_no_smoking="no"))
    assert answer.status_code == 422
    assert "Jelaskan yang tidak terlaksana" in answer.text
    sent = form(says_no_smoking="no", note="Seorang tamu merokok; saya minta keluar.")
    assert client.post(address, sent).status_code == 302
    assert "saya minta keluar" in client.get(address).text
    assert client.post(address, form()).status_code == 422


def test_the_reminder_stands_while_the_session_runs(world, client):
    address = reverse("assignment_show", args=[world.session.pk])
    fill = reverse("checklist_fill", args=[world.session.pk])
    client.force_login(world.bima)
    assert fill not in client.get(address).text
    assert world.assessment
    assert "Isi daftar periksa" in client.get(address).text
    assert fill in client.get(reverse("work")).text
    send(world)
    assert "Isi daftar periksa" not in client.get(address).text
    assert fill not in client.get(reverse("work")).text


def test_nothing_waits_for_it(world):
    world.judged()
    sessions.finish_session(by=world.bima, on=world.today, session=world.session)
    assert not Checklist.objects.exists()


def test_the_admin_reads_it_on_the_page_of_the_session(world, client):
    send(world, confirmed=SMOKED, note="Seorang tamu merokok.")
    client.force_login(world.ratna)
    page = client.get(reverse("session_show", args=[world.session.pk])).text
    assert "Seorang tamu merokok." in page
    assert "Ada yang tidak terlaksana" in page


@pytest.mark.parametrize("statement", ["UPDATE ethics_checklist SET remark = 'x'", "DELETE FROM ethics_checklist"])
def test_the_database_keeps_it(world, statement):
    send(world)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("said", [{"sent_by": "ratna"}, {"no_smoking": False}])
def test_the_database_repeats_the_rules(world, said):
    fields = {name: getattr(world, value) if name == "sent_by" else value for name, value in said.items()}
    whole = {"session": world.assessment.session, "assessor": world.bima_assessor, "sent_by": world.bima}
    with pytest.raises(IntegrityError), transaction.atomic():
        Checklist.objects.create(**whole | ALL | fields)
