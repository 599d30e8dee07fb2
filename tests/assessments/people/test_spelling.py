"""Where somebody works, learns and lives in one spelling: written with it, erased with it, told to nobody."""

import io
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.urls import reverse
from openpyxl import load_workbook

from assessments.assessors.operations import edit_assessor
from assessments.confidentiality.exporting import candidate_workbook
from assessments.models import Assessor, Candidate, Event, Person
from assessments.people.operations import edit_candidate
from kit.spelling import plain, plain_name

KEYS = [
    (Assessor, "employer", "PT. Contoh Jaya", "contoh jaya"),
    (Candidate, "institution", "SMK  Contoh", "smk contoh"),
    (Person, "address", "Jl. Melati No. 5", "jl melati no 5"),
]


def key(row, of):
    return type(row).objects.values_list(f"{of}_key", flat=True).get(pk=row.pk)


@pytest.fixture(params=KEYS, ids=lambda case: case[1])
def case(request, world):
    model, of, text, spelled = request.param
    row = {Assessor: world.bima_assessor, Candidate: world.siti_candidate, Person: world.siti_candidate.person}[model]
    return model.objects.get(pk=row.pk), of, text, spelled


def test_it_is_written_whichever_way_the_row_is(case):
    row, of, text, spelled = case
    setattr(row, of, text)
    row.save()
    assert key(row, of) == spelled
    setattr(row, of, f"{text} Timur")
    row.save(update_fields=[of])
    assert key(row, of) == f"{spelled} timur"
    type(row).objects.filter(pk=row.pk).update(**{of: text})
    assert key(row, of) == spelled
    with pytest.raises(TypeError, match="expression"):
        type(row).objects.update(**{of: Concat(F(of), Value("x"))})


def test_operations_write_it(world):
    act = {"by": world.ratna, "on": world.today}
    edit_candidate(**act, candidate=world.siti_candidate, institution="PT Contoh", address="Jalan A-1")
    edit_assessor(**act, assessor=world.bima_assessor, employer="CV. Contoh")
    assert key(world.siti_candidate, "institution") == key(world.bima_assessor, "employer") == "contoh"
    assert key(world.siti_candidate.person, "address") == "jalan a 1"


def test_it_is_erased_with_what_it_is_made_of_also_by_the_database(case):
    row, of, text, _spelled = case
    setattr(row, of, text)
    row.save()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {of} = '' WHERE id = %s", [row.pk])
    setattr(row, of, "")
    row.save()
    assert key(row, of) == ""


def test_it_is_told_nowhere(world, client):
    """Not in the history, in an export or on the pages of the admin: who reads it reads the text itself."""
    marks = {"institution": "Sekolah: Ünik", "address": "Lorong: Ünik"}
    act = {"by": world.ratna, "on": world.today}
    edit_candidate(**act, candidate=world.siti_candidate, **marks)
    spelled = {plain_name(marks["institution"]), plain(marks["address"])}
    told = str(list(Event.objects.values_list("data", flat=True)))
    book = load_workbook(io.BytesIO(candidate_workbook(Candidate.objects.for_list(), with_identity=True)))
    told += str([row for sheet in book for row in sheet.values])
    client.force_login(world.ratna)
    for name in ("candidate_show", "candidate_edit"):
        told += client.get(reverse(name, args=[world.siti_candidate.pk])).text
    assert all(mark in told for mark in marks.values())
    assert not [key for key in spelled if key in told]


def test_an_older_database_is_filled_as_rows_are_written_today(case):
    row, of, text, _spelled = case
    migration = import_module("assessments.migrations.0015_spellings")
    for said in (text, "華為", "PT", f"Café-{text}"):
        type(row).objects.filter(pk=row.pk).update(**{of: said})
        kept = key(row, of)
        type(row).objects.filter(pk=row.pk).update(**{f"{of}_key": ""})
        migration.fill(apps, SimpleNamespace(connection=connection))
        assert key(row, of) == kept
