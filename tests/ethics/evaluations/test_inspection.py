"""Evaluations by BNSP: recorded by the LSP with the letter, read by the assessor, taken back only with a reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.models import Event, Upload
from ethics.evaluations.operations.inspections import retract_inspection
from ethics.models import Inspection
from kit.errors import RuleError
from tests.files import PDF, ZIP, picture, taken

from .evaluating import FINDING, inspected

WHY = "Tertukar dengan asesor lain."


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def retracted(world, inspection, **changes):
    return retract_inspection(
        **{"by": world.ratna, "on": world.today, "inspection": inspection, "reason": WHY} | changes
    )


def send(client, world, *files, **changes):
    client.force_login(world.wulan)
    said = FINDING | {"assessor": world.bima_assessor.pk, "happened_on": world.today.isoformat()} | changes
    return client.post(reverse("inspection_create"), said | {"evidence": list(files)})


def test_it_is_kept_with_its_letter(world):
    first = inspected(world)
    assert inspected(world, by=world.wulan, happened_on=world.today - timedelta(days=9)).evidence.is_pdf
    assert Event.objects.about(first).get().verb == "recorded"
    days = [row.happened_on for row in Inspection.objects.of(world.bima_assessor).finished()]
    assert days == sorted(days) and len(days) == 2


@pytest.mark.parametrize("name", ["komang", "bima", "sekar", "siti", "tamu"])
def test_only_the_lsp_writes_and_takes_back(world, name):
    with pytest.raises(PermissionDenied):
        inspected(world, by=getattr(world, name))
    with pytest.raises(PermissionDenied):
        retracted(world, inspected(world), by=getattr(world, name))


def test_nobody_writes_about_himself(world):
    world.bima.is_lsp_admin = True
    world.bima.save()
    with pytest.raises(PermissionDenied):
        inspected(world, by=world.bima)
    with pytest.raises(PermissionDenied):
        retracted(world, inspected(world), by=world.bima)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"happened_on": 1}, "inspection_dated"),
        ({"outcome": "improve"}, "findings_required"),
        ({"outcome": "not_met", "findings": " "}, "findings_required"),
        ({"findings": "x" * 2001}, "text_too_long"),
        ({"kind": "piknik"}, "invalid"),
        ({"letter": "  "}, "invalid"),
        ({"letter": "x" * 101}, "invalid"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(world, changes, code):
    if "happened_on" in changes:
        changes = {"happened_on": world.today + timedelta(days=1)}
    assert refused(inspected, world, **changes) == code
    assert not Inspection.objects.exists() and not Upload.objects.exists()


def test_a_mistaken_entry_is_taken_back_once_with_the_reason(world):
    inspection = inspected(world)
    assert refused(retracted, world, inspection, reason=" ") == "reason_required"
    assert retracted(world, inspection).standing == "retracted"
    assert refused(retracted, world, inspection) == "retracted_already"
    assert [(e.verb, e.reason) for e in Event.objects.about(inspection)] == [("recorded", ""), ("retracted", WHY)]
    assert not Inspection.objects.of(world.bima_assessor).finished().exists()


# --- pages ----------------------------------------------------------------------------------------------
def test_an_officer_sends_a_form(world, client):
    assert send(client, world, SimpleUploadedFile("surat.pdf", PDF)).status_code == 302
    assert "B-12/BNSP/XI/2026" in client.get(reverse("inspection_list")).text
    assert client.get(reverse("inspection_list"), {"q": "bima", "outcome": "not_met"}).context["total"] == 0


@pytest.mark.parametrize("data", [b"<!doctype html><script>alert(1)</script>", ZIP, b"", b"0" * 11 * 2**20])
def test_a_wrong_file_is_refused_at_its_field(world, client, data):
    page = send(client, world, SimpleUploadedFile("surat.pdf", data, "application/pdf"))
    assert page.status_code == 422 and "evidence" in page.context["form"].errors
    assert not Upload.objects.exists()


def test_another_admin_is_not_offered_himself(world, client):
    world.bima.is_lsp_admin = True
    world.bima.save()
    assert world.sekar
    client.force_login(world.bima)
    offered = client.get(reverse("inspection_create")).context["form"].fields["assessor"].queryset
    assert [row.person.name for row in offered] == ["Sekar Ayu"]


@pytest.mark.parametrize(("data", "way"), [(PDF, "attachment"), (picture(), "inline")])
def test_the_letter_is_served_to_those_who_may(world, client, data, way):
    address = reverse("inspection_evidence", args=[inspected(world, evidence=taken(data)).pk])
    for name, account in world.everybody():
        client.logout()
        if account:
            client.force_login(account)
        answer = client.get(address)
        assert (answer.status_code == 200) is (name in ("ratna", "wulan", "bima")), name
        if answer.status_code == 200:
            assert answer["Content-Disposition"].startswith(way) and answer["X-Content-Type-Options"] == "nosniff"


def test_taking_back_is_told_on_its_page(world, client):
    inspection = inspected(world)
    client.force_login(world.wulan)
    address = reverse("inspection_retract", args=[inspection.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": WHY}).status_code == 302
    assert client.post(address, {"reason": WHY}).status_code == 422
    client.force_login(world.bima)
    assert WHY in client.get(reverse("inspection_show", args=[inspection.pk])).text
