"""The log of development: own entries with evidence, read by officers and admins, never changed (clause 13)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.models import Upload
from ethics.development.operations import record_development, retract_development
from ethics.models import Development
from kit.errors import RuleError
from tests.files import PDF, ZIP, picture, taken
from tests.told import told

FIELDS = {"title": "Lokakarya perangkat asesmen", "kind": "seminar", "organiser": "Asosiasi Contoh", "hours": 8}


def record(world, days=1, **changes):
    said = FIELDS | {"by": world.bima, "on": world.today, "assessor": world.bima_assessor}
    said |= {"begins_on": world.today - timedelta(days=days - 1), "ends_on": world.today, "evidence": taken()}
    return record_development(**said | changes)


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def send(client, world, *files, **changes):
    client.force_login(world.bima)
    said = FIELDS | {"begins_on": world.today.isoformat(), "ends_on": world.today.isoformat()} | changes
    return client.post(reverse("development_create"), said | {"evidence": list(files)})


def test_an_entry_is_kept_with_its_evidence(world):
    entry = record(world)
    assert entry.evidence.is_pdf and entry.standing == "active"
    assert Development.objects.all().hours_in(world.today.year) == 8


@pytest.mark.parametrize("who", ["sekar", "ratna", "wulan", "siti"])
def test_nobody_writes_or_takes_back_anothers(world, who):
    with pytest.raises(PermissionDenied):
        record(world, by=getattr(world, who))
    with pytest.raises(PermissionDenied):
        retract_development(by=getattr(world, who), on=world.today, development=record(world))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ends_on": 1}, "development_not_over"),
        ({"begins_on": 2, "ends_on": -1}, "development_ends_before"),
        ({"hours": 0}, "development_hours"),
        ({"hours": 13}, "development_hours"),
        ({"kind": "piknik"}, "invalid"),
        ({"title": "  "}, "invalid"),
        ({"title": "x" * 201}, "invalid"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(world, changes, code):
    days = {name: world.today + timedelta(days=days) for name, days in changes.items() if name.endswith("_on")}
    assert refused(record, world, **changes | days) == code
    assert not Development.objects.exists() and not Upload.objects.exists()


@pytest.mark.parametrize(("days", "hours"), [(1, 1), (1, 12), (2, 24)])
def test_it_takes_as_many_hours_as_is_said(world, days, hours):
    assert record(world, days, hours=hours).hours == hours


def test_a_mistaken_entry_is_taken_back_once_and_stays(world):
    entry = record(world)
    act = {"by": world.bima, "on": world.today, "development": entry}
    assert retract_development(**act).standing == "retracted"
    assert refused(retract_development, **act) == "development_retracted"
    assert told(entry) == ["recorded", "retracted"]
    assert Development.objects.all().hours_in(world.today.year) == 0


def test_an_assessor_sends_a_form(world, client):
    assert send(client, world, SimpleUploadedFile("bukti.pdf", PDF)).status_code == 302
    assert "8 jam tercatat" in client.get(reverse("development_list")).content.decode()


@pytest.mark.parametrize("data", [b"<!doctype html><script>alert(1)</script>", ZIP, PDF + ZIP, b"", b"0" * 11 * 2**20])
def test_what_is_called_pdf_and_is_none_is_refused_at_its_field(world, client, data):
    page = send(client, world, SimpleUploadedFile("bukti.pdf", data, "application/pdf"))
    assert page.status_code == 422 and "evidence" in page.context["form"].errors
    assert not Upload.objects.exists()


def test_two_hundred_files_at_once_are_refused(world, client):
    page = send(client, world, *[SimpleUploadedFile(f"{n}.pdf", PDF) for n in range(200)])
    assert page.status_code == 413 and not Upload.objects.exists()


@pytest.mark.parametrize(("data", "kind", "way"), [(PDF, "pdf", "attachment"), (picture(), "jpeg", "inline")])
def test_evidence_is_served_safely_to_those_who_may(world, client, data, kind, way):
    address = reverse("development_evidence", args=[record(world, evidence=taken(data)).pk])
    for name, account in world.everybody():
        client.logout()
        if account:
            client.force_login(account)
        answer = client.get(address)
        may = name in ("ratna", "wulan", "bima")
        assert (answer.status_code == 200) is may, name
        if may:
            assert answer["Content-Disposition"].startswith(way) and f".{kind}" in answer["Content-Disposition"]
            assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]


def test_each_sees_his_own_and_officers_see_all(world, client):
    page = reverse("development_show", args=[record(world).pk])
    for who, count in (("bima", 1), ("sekar", 0), ("wulan", 1), ("ratna", 1)):
        client.force_login(getattr(world, who))
        assert client.get(reverse("development_list")).context["total"] == count, who
        assert client.get(page).status_code == (200 if count else 404)
    assert client.get(reverse("development_list"), {"q": "bima lokakarya"}).context["total"] == 1
    assert client.get(reverse("development_list"), {"kind": "training"}).context["total"] == 0


def test_taking_back_is_a_button_that_works_once(world, client):
    entry = record(world)
    client.force_login(world.bima)
    address = reverse("development_retract", args=[entry.pk])
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 422
