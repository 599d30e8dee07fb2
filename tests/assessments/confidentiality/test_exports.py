"""Many people's data leaves only for a purpose that is written down, and as text that no program executes."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from assessments.confidentiality.exporting import candidate_workbook
from assessments.confidentiality.operations import record_export
from assessments.importing.escapes import unescape
from assessments.models import Assessment, Candidate, Event, Export
from certificates.issuing.operations.issuing import issue
from certificates.models import IssuingRun
from kit.errors import RuleError
from kit.forms.purposes import LONGEST_PURPOSE, SHORTEST_PURPOSE
from tests.architecture.access_matrix.certificates import issuing_run

WHY = "Laporan bulanan kepada BNSP."
NIK = "3273014507990001"


@pytest.fixture
def people(world):
    world.candidate("=HYPERLINK(1)", email="a@example.org", phone="+62 811", identity_number=NIK)
    return world.candidate("Dewi Lestari", address="Jalan\x0bLama")


def export(world, **changes):
    said = {"by": world.ratna, "on": world.today, "subject": "candidates", "purpose": WHY, "rows": 2}
    return record_export(**said | changes)


def sheet(content):
    return load_workbook(BytesIO(content)).active


def post(client, **said):
    return client.post(reverse("candidate_export"), said)


def test_an_export_is_recorded_with_its_purpose(world, people, client):
    client.force_login(world.ratna)
    answer = post(client, purpose=WHY)
    assert answer.status_code == 200 and answer["Cache-Control"] == "private, no-store"
    row = Export.objects.get()
    assert (row.purpose, row.rows, row.with_identity, row.exported_by) == (WHY, 2, False, world.ratna)
    assert Event.objects.about(row).get().verb == "exported"
    assert sheet(answer.content).max_row == 3


def test_who_was_in_a_file_reads_it_on_his_own_page(world, client):
    """Day and content; not who took it, nor the purpose, which may name others. Who was not in it reads nothing."""
    world.enrol(world.yohanes_candidate)
    client.force_login(world.ratna)
    address = f"{reverse('candidate_export')}?q={world.assessment.candidate.person.name}"
    assert client.post(address, {"purpose": WHY}).status_code == 200
    place = {name: Assessment.objects.get(candidate__person__account__username=name) for name in ("siti", "yohanes")}
    for who, in_it in (("siti", True), ("yohanes", False)):
        client.force_login(getattr(world, who))
        page = client.get(reverse("own_assessment_show", args=[place[who].pk]))
        assert ("Admin LSP: Daftar asesi" in page.text.replace("</span>", "")) is in_it
        assert WHY not in page.text and "ratna" not in page.text


def test_whose_certificate_was_in_an_archive_is_told_too(world, client):
    run = IssuingRun.objects.get(pk=issuing_run(world)[0])
    certificate = issue(assessment=world.assessment, by=world.ratna, on=world.today)
    run.items.update(state="issued", certificate=certificate)
    client.force_login(world.ratna)
    client.post(reverse("issuing_download", args=[run.pk]), {"purpose": WHY})
    assert list(Export.objects.get().candidates.all()) == [world.siti_candidate]


def test_who_was_in_a_file_stays_on_record(world):
    row = export(world, candidates=[world.siti_candidate.pk])
    for act in (row.candidates.clear, lambda: row.candidates.through.objects.update(export_id=row.pk)):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.parametrize("said", [{}, {"purpose": "x"}, {"purpose": " " * 30}, {"purpose": "x" * 501},
                                  {"purpose": WHY, "with_identity": "on"}])  # fmt: skip
def test_without_a_purpose_there_is_no_file(world, people, client, said):
    client.force_login(world.ratna)
    answer = post(client, **said)
    assert answer.status_code == 422 and not Export.objects.exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"rows": 0}, "nothing_to_export"),
        ({"rows": 1}, ""),
        ({"purpose": "x" * (SHORTEST_PURPOSE - 1)}, "purpose_required"),
        ({"purpose": "x" * SHORTEST_PURPOSE}, ""),
        ({"purpose": "x" * LONGEST_PURPOSE}, ""),
        ({"purpose": "x" * (LONGEST_PURPOSE + 1)}, "too_long"),
        ({"with_identity": True, "identity_reason": "x" * (SHORTEST_PURPOSE - 1)}, "identity_reason_required"),
        ({"with_identity": True, "identity_reason": "x" * SHORTEST_PURPOSE}, ""),
        ({"with_identity": True, "identity_reason": "x" * LONGEST_PURPOSE}, ""),
        ({"with_identity": True, "identity_reason": "x" * (LONGEST_PURPOSE + 1)}, "too_long"),
        ({"identity_reason": "x" * (LONGEST_PURPOSE + 1)}, ""),  # nobody reads it where no number is asked for
    ],
)
def test_a_purpose_is_as_short_and_as_long_as_is_said(world, said, code):
    if not code:
        assert export(world, **said).pk
        return
    with pytest.raises(RuleError) as refusal:
        export(world, **said)
    assert refusal.value.code == code and not Export.objects.exists()


def test_numbers_are_masked_unless_they_are_asked_for_with_a_reason(world, people, client):
    client.force_login(world.ratna)
    masked = sheet(post(client, purpose=WHY).content)
    assert masked["B2"].value == "•" * 12 + NIK[-4:]
    reason = "BNSP meminta nomor lengkap."
    whole = sheet(post(client, purpose=WHY, with_identity="on", identity_reason=reason).content)
    assert whole["B2"].value == NIK
    assert Export.objects.first().identity_reason == reason


def test_nothing_that_was_typed_is_a_formula(world, people):
    content = candidate_workbook(Candidate.objects.for_list().order_by("pk"), with_identity=True)
    cells = [cell for row in sheet(content).iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}


def test_letters_that_no_workbook_holds_stay_out_and_what_looks_escaped_is_read_as_it_stands(world):
    """A file with U+FFFF cannot be opened, and a "_x000D_" that is not escaped is read as the end of a line."""
    world.candidate("Dewi \x07\x0b\ufffe\uffff Lestari")
    world.candidate("Kode _x000D_ \u200b김")
    content = candidate_workbook(Candidate.objects.for_list().order_by("pk"), with_identity=True)
    names = [unescape(row[0].value) for row in sheet(content).iter_rows(min_row=2)]
    assert names == ["Dewi  Lestari", "Kode _x000D_ \u200b김"]
    assert b"_x005F_x000D_" in ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_the_filters_of_the_list_count(world, people, client):
    client.force_login(world.ratna)
    address = f"{reverse('candidate_export')}?q=Dewi&education=nonsense"
    page = client.get(address)
    assert page.context["number"] == 1
    same_rows = f"{reverse('candidate_list')}?q=Dewi&amp;education=nonsense"
    assert f'href="{same_rows}">Batal' in page.text
    assert sheet(client.post(address, {"purpose": WHY}).content).max_row == 2


def test_an_empty_list_is_no_export(world, client):
    client.force_login(world.ratna)
    assert post(client, purpose=WHY).status_code == 422


def test_the_files_of_a_run_ask_as_well(world, client):
    page = reverse("issuing_download", args=issuing_run(world))
    client.force_login(world.ratna)
    assert client.get(page).status_code == 200
    assert client.post(page, {"purpose": ""}).status_code == 422 and not Export.objects.exists()
    assert client.post(page, {"purpose": WHY}).status_code == 422  # nothing is issued yet
    assert not Export.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"rows": 0}, "nothing_to_export"), ({"purpose": "  x  "}, "purpose_required"),
     ({"with_identity": True}, "identity_reason_required"), ({"purpose": "x" * 501}, "too_long")],
)  # fmt: skip
def test_refusals(world, changes, code):
    with pytest.raises(RuleError) as caught:
        export(world, **changes)
    assert caught.value.code == code


def test_only_an_admin_exports(world):
    for other in (world.komang, world.bima, world.wulan, world.siti):
        with pytest.raises(PermissionDenied):
            export(world, by=other)


def test_the_record_stays(world):
    export(world)
    for act in (lambda rows: rows.update(purpose="Lain"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act(Export.objects.all())
