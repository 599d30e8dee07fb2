"""Staff who open a candidate's file are written down: who, whose, which part, when (UU 27/2022, articles 31 and 32)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.confidentiality.readings import note_reading
from assessments.models import FileReading, Upload
from tests.architecture.access_matrix.assessments import image
from tests.architecture.access_matrix.certificates import with_credential


def read(client, who, name, pk):
    client.force_login(who)
    return client.get(reverse(name, args=[pk]))


def logged():
    return list(FileReading.objects.order_by("pk").values_list("reader__username", "role", "kind"))


@pytest.mark.parametrize(
    ("who", "name", "said"),
    [
        ("ratna", "candidate_show", ("admin", "candidate")),
        ("ratna", "candidate_edit", ("admin", "candidate")),
        ("bima", "candidate_show", ("assessor", "candidate")),
    ],
)
def test_opening_a_candidate_is_written_down(world, client, who, name, said):
    assert read(client, getattr(world, who), name, world.assessment.candidate_id).status_code == 200
    assert logged() == [(who, *said)]


@pytest.mark.parametrize(
    ("who", "name", "said"),
    [
        ("ratna", "assessment_show", ("admin", "record")),
        ("bima", "assessment_record", ("assessor", "verdicts")),
        ("komang", "assessment_decide", ("decision_maker", "decision")),
    ],
)
def test_opening_an_assessment_is_written_down(world, client, who, name, said):
    assert read(client, getattr(world, who), name, world.judged().pk).status_code == 200
    assert logged() == [(who, *said)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("certificate_show", "certificate"),
        ("certificate_download", "document"),
        ("certificate_card_pdf", "document"),
        ("certificate_credential", "document"),
    ],
)
def test_a_certificate_read_by_staff_is_written_down(world, client, name, kind):
    [pk] = with_credential(world)
    assert read(client, world.ratna, name, pk).status_code == 200
    assert logged() == [("ratna", "admin", kind)]
    assert read(client, world.siti, name, pk).status_code == 200
    assert len(logged()) == 1


def test_a_photo_is_written_down_and_a_logo_is_not(world, client):
    person = world.assessment.candidate.person
    person.photo = image(Upload.Kind.PORTRAIT)
    person.save()
    read(client, world.ratna, "upload_show", person.photo.key)
    read(client, world.ratna, "upload_show", image(Upload.Kind.LOGO).key)
    assert logged() == [("ratna", "admin", "photo")]


def test_ones_own_file_and_lists_are_no_readings(world, client):
    place = world.assessment
    read(client, world.siti, "candidate_show", place.candidate_id)
    read(client, world.siti, "own_assessment_show", place.pk)
    client.force_login(world.ratna)
    client.get(reverse("candidate_list"))
    assert logged() == []


def test_who_may_not_read_is_not_written_down(world, client):
    place = world.assessment
    assert read(client, world.sekar, "candidate_show", place.candidate_id).status_code == 404
    assert read(client, world.tamu, "candidate_show", place.candidate_id).status_code == 403
    assert read(client, world.sekar, "assessment_record", place.pk).status_code == 404
    assert logged() == []


def test_a_page_shown_again_by_a_refused_form_counts_as_read(world, client):
    client.force_login(world.komang)
    assert client.post(reverse("assessment_decide", args=[world.judged().pk])).status_code == 422
    assert logged() == [("komang", "decision_maker", "decision")]


def test_the_same_within_a_few_minutes_is_one_row(world, client):
    for _again in range(3):
        note_reading(world.ratna, world.siti_candidate, "candidate")
    note_reading(world.ratna, world.siti_candidate, "photo")
    note_reading(world.bima, world.siti_candidate, "candidate")
    assert FileReading.objects.count() <= 4  # three, or one more when the ten minutes ended meanwhile
    assert FileReading.objects.values("reader", "kind").distinct().count() == 3


def test_a_reading_is_one_statement(world, django_assert_num_queries):
    candidate, reader = world.siti_candidate, world.ratna
    assert not getattr(reader, "person", None)
    with django_assert_num_queries(1):
        note_reading(reader, candidate, "decision")


def test_a_log_that_cannot_be_written_never_hides_the_page(world, client, caplog):
    place, told = world.assessment, []

    def locked(execute, sql, params, many, context):
        if sql.startswith("INSERT INTO assessments_filereading"):
            told.append(sql)
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(locked):
        assert read(client, world.ratna, "candidate_show", place.candidate_id).status_code == 200
    assert told and "A reading was not stored" in caplog.text
    assert "Siti" not in caplog.text


def test_the_candidate_learns_roles_and_days_but_no_names(world, client):
    place = world.assessment
    note_reading(world.ratna, place.candidate, "candidate")
    page = read(client, world.siti, "own_assessment_show", place.pk)
    assert page.context["readings"] == [{"day": world.today, "role": "Admin LSP", "kind": "Data diri"}]
    assert "Admin LSP: Data diri" in page.text and "ratna" not in page.text


def test_the_log_is_only_added_to(world):
    note_reading(world.ratna, world.siti_candidate, "candidate")
    earlier = timezone.now() - timedelta(days=3)
    for act in (lambda rows: rows.update(read_at=earlier), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act(FileReading.objects.all())


# --- within one's task, or outside it -------------------------------------------------------------
def outside():
    return dict(FileReading.objects.outside_tasks().values_list("reader__username", "is_outside"))


def test_who_is_assigned_or_decides_reads_within_his_task(world):
    place = world.judged()
    note_reading(world.bima, place.candidate, "candidate")
    note_reading(world.komang, place.candidate, "decision")
    assert outside() == {"bima": False, "komang": False}


def test_who_has_no_task_reads_outside_of_it(world):
    note_reading(world.ratna, world.yohanes_candidate, "candidate")
    note_reading(world.sekar, world.yohanes_candidate, "candidate")
    assert outside() == {"ratna": True, "sekar": True}


def test_who_worked_on_the_candidate_that_day_reads_within_his_task(world):
    world.enrol()  # Ratna enrols Siti
    note_reading(world.ratna, world.siti_candidate, "candidate")
    assert outside() == {"ratna": False}
