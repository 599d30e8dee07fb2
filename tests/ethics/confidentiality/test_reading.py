"""Officers see who reads, what is unusual in it and what was exported (code of ethics, clause 10)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from assessments.confidentiality.operations import record_export
from assessments.confidentiality.readings import note_reading
from assessments.models import Candidate, Event
from ethics.confidentiality.operations import explain_reading
from ethics.confidentiality.unusual import unusual_days
from ethics.models import ReadingReview
from kit.errors import RuleError
from lsp_portal.work.queues import sections

from .reading import read_many

WHY = "Memeriksa kelengkapan berkas untuk laporan bulanan; ketua LSP membenarkan."


@pytest.fixture
def flagged(world):
    """Ratna's day with many files."""
    return date.fromisoformat(read_many(world, world.ratna)[1])


def explain(world, day, **changes):
    said = {"by": world.wulan, "on": world.today, "reader": world.ratna, "day": day, "reason": WHY}
    return explain_reading(**said | changes)


def flags(world):
    return [(flag.reader.username, flag.files, bool(flag.explanation)) for flag in unusual_days(world.today)]


def test_many_files_outside_ones_tasks_are_shown(world, flagged, settings):
    assert flags(world) == [("ratna", settings.UNUSUAL_READING_FILES, False)]


def test_fewer_are_not(world, settings):
    read_many(world, world.ratna, number=settings.UNUSUAL_READING_FILES - 1)
    assert flags(world) == []


def test_the_same_few_read_again_and_again_are_not(world):
    people = [world.candidate(f"Asesi {n}") for n in range(3)]
    read_many(world, world.ratna, candidates=people * 10)
    assert flags(world) == []


def test_files_of_ones_own_sessions_are_not(world, settings):
    settings.UNUSUAL_READING_FILES = 1
    place = world.assessment
    read_many(world, world.bima, candidates=[place.candidate], role="assessor")
    assert flags(world) == []
    read_many(world, world.sekar, candidates=[place.candidate], role="assessor")
    assert flags(world) == [("sekar", 1, False)]


def test_the_work_of_the_day_is_not(world, flagged):
    """Enrolling or editing somebody explains why his file was opened."""
    for candidate in Candidate.objects.all():
        Event.record(candidate.person, "edited", by=world.ratna, on=flagged)
    assert flags(world) == []


def test_two_accounts_are_two_flags(world, flagged):
    read_many(world, world.sekar, days_ago=3)
    assert [name for name, _files, _review in flags(world)] == ["sekar", "ratna"]


def test_an_explanation_settles_it(world, flagged):
    review = explain(world, flagged)
    assert flags(world) == [("ratna", review.files, True)]
    assert Event.objects.about(review).get().verb == "explained"


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"reason": "  "}, "reason_required"), ({"reason": "x" * 1001}, "too_long"),
     ({"day": date(2020, 1, 1)}, "not_unusual")],
)  # fmt: skip
def test_refusals(world, flagged, changes, code):
    with pytest.raises(RuleError) as caught:
        explain(world, changes.pop("day", flagged), **changes)
    assert caught.value.code == code and not ReadingReview.objects.exists()


def test_an_explanation_is_as_long_as_is_said(world, flagged):
    assert len(explain(world, flagged, reason="x" * 1000).reason) == 1000


def test_it_is_explained_once(world, flagged):
    explain(world, flagged)
    with pytest.raises(RuleError) as caught:
        explain(world, flagged)
    assert caught.value.code == "explained_already"


def test_a_day_that_is_not_over_waits(world):
    with pytest.raises(RuleError) as caught:
        explain(world, world.today)
    assert caught.value.code == "day_not_over"


def test_only_another_officer_explains(world, flagged):
    for other in (world.ratna, world.komang, world.bima):
        with pytest.raises(PermissionDenied):
            explain(world, flagged, by=other)
    read_many(world, world.wulan, days_ago=2)
    with pytest.raises(PermissionDenied):
        explain(world, world.today - timedelta(days=2), reader=world.wulan)


def test_the_explanation_stays(world, flagged):
    explain(world, flagged)
    for act in (lambda rows: rows.update(reason="Lain"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act(ReadingReview.objects.all())
    with pytest.raises(DatabaseError), transaction.atomic():
        ReadingReview.objects.create(reader=world.wulan, reviewed_by=world.wulan, day=flagged, files=1, reason=WHY)


# --- the pages ------------------------------------------------------------------------------------
def test_the_officer_explains_on_the_page(world, flagged, client):
    client.force_login(world.wulan)
    page = reverse("reading_explain", args=[world.ratna.pk, flagged.isoformat()])
    text = client.get(page).text
    assert "Pelamar 0" in text and f'href="{reverse("reading_unusual")}">Batal' in text
    assert client.post(page, {"reason": " "}).status_code == 422
    assert client.post(page, {"reason": WHY}).url == reverse("reading_unusual")
    assert "Sudah dijelaskan" in client.get(reverse("reading_unusual")).text
    assert WHY in client.get(page).text


@pytest.mark.parametrize("day", ["2020-01-01", "kemarin", "2026-13-40", "0"])
def test_another_day_is_not_there(world, flagged, client, day):
    client.force_login(world.wulan)
    assert client.get(reverse("reading_explain", args=[world.ratna.pk, day])).status_code == 404


def test_it_waits_on_the_officers_home(world, flagged):
    waiting = [str(q.title) for s in sections(world.wulan, world.today) for q in s.waiting]
    assert "Pembacaan berkas untuk dijelaskan" in waiting


def test_the_log_is_filtered(world, client):
    note_reading(world.ratna, world.siti_candidate, "candidate")
    note_reading(world.bima, world.yohanes_candidate, "verdicts")
    client.force_login(world.wulan)
    for query, total in [("", 2), ("q=Siti", 1), ("q=Bima", 1), ("role=assessor", 1), ("kind=photo", 0), ("kind=x", 2)]:
        assert client.get(f"{reverse('reading_list')}?{query}").context["total"] == total, query


def test_exports_are_shown_with_their_purpose(world, client):
    record_export(by=world.ratna, on=world.today, subject="candidates", purpose="Laporan kepada BNSP", rows=7)
    client.force_login(world.wulan)
    assert "Laporan kepada BNSP" in client.get(reverse("export_list")).text
    assert client.get(f"{reverse('export_list')}?q=Ketua").context["total"] == 0


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("name", ["reading_list", "export_list", "disclosure_consent_list"])
def test_the_lists_cost_the_same_whatever_their_length(world, client, django_assert_num_queries, name, rows):
    from ethics.models import Leave

    for n in range(rows):
        candidate = world.candidate(f"Asesi {n}")
        note_reading(world.ratna, candidate, "candidate")
        record_export(by=world.ratna, on=world.today, subject="candidates", purpose="Laporan kepada BNSP", rows=n + 1)
        Leave.objects.create(
            candidate=candidate, recipient="X", matter="Y", purpose="Z", until=world.today, asked_by=world.ratna
        )
    client.force_login(world.wulan)
    with django_assert_num_queries(6):
        client.get(reverse(name))


@pytest.mark.parametrize("number", [1, 8])
def test_unusual_days_cost_the_same_whatever_their_number(world, django_assert_num_queries, number):
    for days_ago in range(1, number + 1):
        read_many(world, world.ratna, days_ago=days_ago)
    unusual_days(world.today)  # which counts the days
    with django_assert_num_queries(5):
        unusual_days(world.today)


@pytest.mark.parametrize(
    "name, days",
    [
        ("reading_list", "read_at"),
        ("session_list", "period"),
        ("inspection_list", "happened_on"),
        ("development_list", "ends_on"),
    ],
)
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "\x00", "yesterday"])
def test_a_list_takes_any_day_in_its_address(world, client, name, days, day):
    client.force_login(world.ratna if name == "session_list" else world.wulan)
    for end in ("after", "before"):
        page = client.get(reverse(name), {f"{days}_{end}": day, "per_page": "25"})
        assert page.status_code == 200
