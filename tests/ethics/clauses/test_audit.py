"""The evidence of a year: all that was done, and nobody's secrets, for a purpose that is written down."""

import dataclasses
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.formats import date_format
from openpyxl import load_workbook
from pypdf import PdfReader

from assessments.confidentiality.operations import record_export
from assessments.models import Event, Export, Hold, Relation
from ethics.clauses.audit_book import audit_book
from ethics.clauses.audits import gather
from ethics.feedback.operations import Said, give_feedback
from ethics.gifts.operations import record_gift
from ethics.mechanisms import kinds
from ethics.models import CandidateDeclaration, Evidence, Gift, Pledge
from ethics.printing import pdf
from kit.errors import RuleError
from kit.turns import one_at_a_time
from tests.clock import NOW

from ..cases.way import STORY, decided, file, judged, report
from ..impartiality.declaring import conflict_of

PAGE, WHY = reverse("clause_export"), "Audit surveilan BNSP tahun ini."
GIFT = {"kind": "gift", "giver": "candidate", "giver_name": "Ibu Siti", "what": "=Parsel", "handling": "returned"}
SECRET = "Rahasia penilai"
MONTH = date_format(NOW, "F Y")


@pytest.fixture
def year(world):
    """Something of many kinds: a conflict, a gift, a case that was decided, and feedback."""
    assert world.body
    conflict_of(world)
    said = {"by": world.bima, "on": world.today, "assessor": world.bima_assessor, "happened_on": world.today}
    record_gift(**said | GIFT)
    decided(world, panel=judged(world, kind="named", name="Pelapor Rahasia", contact="0811", files=[file()]))
    Relation.objects.create(person=world.siti_candidate.person, relative=world.bima_assessor.person, kind="family")


@pytest.fixture
def rated(world):
    answers = {number: Said(agrees=number != 3, note=SECRET) for number in range(1, 11)}
    give_feedback(by=world.siti, on=world.today, assessment=world.granted(), answers=answers, note=SECRET)


def audit(world, who="wulan"):
    return gather(by=getattr(world, who), on=world.today, year=world.today.year, purpose=WHY)


def lines(world, clause):
    return next(chapter.lines for chapter in audit(world).chapters if chapter.row.number == clause)


def kinds_of(world, clause):
    return {line.kind for line in lines(world, clause)}


def text_of(content):
    """What is printed, spaces as one: words are set apart by their places."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def sheets(content):
    book = load_workbook(BytesIO(content))
    return book.worksheets


def everything(content):
    return "\n".join(str(cell.value) for page in sheets(content) for row in page.iter_rows() for cell in row)


def sent(client, kind="xlsx", **more):
    return client.post(PAGE, {"purpose": WHY, "kind": kind} | more)


def test_a_file_is_recorded_with_its_purpose(world, year, client):
    client.force_login(world.wulan)
    answer = sent(client)
    assert answer.status_code == 200 and answer["Cache-Control"] == "private, no-store"
    row = Export.objects.get()
    assert (row.subject, row.purpose, row.exported_by) == ("evidence", WHY, world.wulan)
    assert row.rows == sum(chapter.row.total for chapter in audit(world).chapters) - 1  # without itself
    assert Event.objects.about(row).get().verb == "exported"
    assert WHY in client.get(reverse("export_list")).text


@pytest.mark.parametrize("said", [{"purpose": ""}, {"purpose": "x"}, {"purpose": "x" * 501}, {"purpose": " " * 40},
                                  {"kind": "doc"}, {"kind": ""}])  # fmt: skip
def test_without_a_purpose_there_is_no_file(world, year, client, said):
    client.force_login(world.wulan)
    assert sent(client, **said).status_code == 422 and not Export.objects.exists()


def test_only_an_officer_takes_it(world, year, client):
    client.force_login(world.ratna)
    assert sent(client).status_code == 403
    said = {"on": world.today, "purpose": WHY, "rows": 1}
    with pytest.raises(PermissionDenied):
        record_export(by=world.ratna, subject="evidence", **said)
    with pytest.raises(PermissionDenied):
        record_export(by=world.wulan, subject="candidates", **said)
    with pytest.raises(RuleError):
        record_export(by=world.wulan, subject="evidence", **said | {"rows": 0})


def test_a_second_file_waits_for_the_first(world, year, client):
    client.force_login(world.wulan)
    with one_at_a_time(world.wulan):
        assert sent(client).status_code == 422
    assert not Export.objects.exists()


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_nobody_is_named_but_assessors_for_their_duty(world, year, kind):
    made = audit(world)
    said = text_of(pdf.audit_pdf(made)) if kind == "pdf" else everything(audit_book(made))
    assert world.bima_assessor.met_number in said and "Bima Prasetya" in said and WHY in said
    assert world.body.licence_number in said and str(world.wulan) in said
    for secret in (
        "Siti",
        "Pelapor Rahasia",
        "0811",
        STORY,
        "Parsel",
        "Itu tidak benar",
        "Terbukti dua saksi",
        "keponakan",
    ):
        assert secret.lower() not in said.lower(), secret


def test_of_a_case_only_number_clauses_stage_and_sanction(world, year):
    told = [(line.kind, line.state) for line in lines(world, 11)]
    assert ("Perkara etik", "Diputus, dapat dibanding (butir 8, 11)") in told
    findings = {state for kind, state in told if kind == "Putusan atas butir"}
    assert findings == {"Butir 8: terbukti", "Butir 11: tidak terbukti"}
    assert ("Sanksi", "Pembekuan tugas sampai tanggal tertentu") in told
    assert not any(line.assessor for line in lines(world, 11)) and Evidence.objects.exists()
    assert {line.number for line in lines(world, 11) if line.day} == {line.number for line in lines(world, 11)[:1]}


def test_a_case_in_which_the_officer_has_a_part_is_left_out(world):
    assert world.body
    report(world, by=world.wulan, kind="account")
    assert kinds_of(world, 11) == set()


def test_of_feedback_is_told_that_it_was_given_and_not_what_was_said(world, rated):
    assert [line.state for line in lines(world, 6) if line.kind == "Jawaban umpan balik"] == [f"{MONTH}: 3 catatan"]
    assert SECRET not in str(audit(world).chapters)
    assert [(line.state, line.assessor) for line in lines(world, 16)] == [("", "")]


def test_records_of_a_duty_name_the_assessor(world, year):
    for clause, model in ((7, CandidateDeclaration), (7, Hold), (8, Gift)):
        name = model._meta.verbose_name_plural.capitalize()
        assert {line.assessor for line in lines(world, clause) if line.kind == name} == {"Bima Prasetya"}, name
    assert {line.assessor for line in lines(world, 7) if line.kind == "Hubungan antarorang"} == {""}
    assert Pledge.objects.count() == len([line for line in lines(world, 1) if line.kind == "Ikrar kode etik"])


def test_nothing_that_was_typed_is_a_formula(world, year):
    content = audit_book(dataclasses.replace(audit(world), purpose="=HYPERLINK(1)", made_by="+cmd\x0b"))
    cells = [cell for page in sheets(content) for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert all(cell.quotePrefix for cell in cells if cell.data_type == "s" and not cell.font.bold)
    assert sheets(content)[1].auto_filter.ref.startswith("A1:G")


def test_a_kind_with_very_many_rows_is_told_by_months(world, year, monkeypatch):
    monkeypatch.setattr(kinds, "LISTED", 0)
    told = [line for line in lines(world, 8) if line.kind == "Catatan pemberian"]
    assert [line.state.split(": ")[1] for line in told] == ["1 catatan"] and told[0].day is None


def test_a_paper_that_would_be_too_long_points_to_the_workbook(world, year, monkeypatch):
    monkeypatch.setattr(pdf, "MOST_LINES", 3)
    said = text_of(pdf.audit_pdf(audit(world)))
    assert "Rinciannya ada di berkas XLSX" in said and "lebih dari 3" in said and "Bima" not in said


def test_it_is_read_in_the_language_of_the_body(world, year, client):
    client.force_login(world.wulan)
    client.cookies["django_language"] = "en"
    assert "Perkara etik" in everything(sent(client).content)


def test_the_cost_follows_the_kinds_and_not_the_rows(world, year, django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        audit(world)
