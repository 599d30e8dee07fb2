"""Units that the portal has are reused where they are the same, completed where they are empty, and never changed."""

import pytest

from assessments.models import Scheme, SchemeVersion, Standard, Unit
from assessments.schemes.operations.schemes import publish

from .books import scheme, xlsx

OTHER = {"Nomor skema": "SKM/BNSP/00010/2/2026/78"}


def test_equal_units_and_standards_are_reused(run_import):
    run_import(xlsx(scheme()))
    other = run_import(xlsx(scheme(Skema={0: OTHER})))
    assert (Standard.objects.count(), Unit.objects.count()) == (1, 3)
    assert other.scheme_units.count() == 3


def test_a_known_unit_may_come_without_its_elements(run_import, check):
    run_import(xlsx(scheme()))
    report = check(xlsx(scheme(Skema={0: OTHER}) | {"Elemen & KUK": []}))
    assert report.problems == []
    assert report.plan.units[0].criterion_count == 4


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"Unit": {0: {"Judul": "Menata berkas"}}}, ("Unit", 2, "Judul"), "“Menata arsip”"),
        ({"Elemen & KUK": {0: {"Elemen": "Lain"}}}, ("Elemen & KUK", 2, "Elemen"), "“Bagian 1”"),
        (
            {"Elemen & KUK": {3: {"Kriteria unjuk kerja": "Lain"}}},
            ("Elemen & KUK", 5, "Kriteria unjuk kerja"),
            "“Kriteria 2.2",
        ),
    ],
)
def test_what_differs_from_a_known_unit_is_told(run_import, check, changes, place, words):
    run_import(xlsx(scheme()))
    [problem] = check(xlsx(scheme(Skema={0: OTHER}, **changes))).problems
    assert (problem.sheet, problem.row, problem.column) == place
    assert words in problem.message


def test_a_criterion_more_or_less_is_a_difference(run_import, check):
    run_import(xlsx(scheme()))
    rows = scheme(Skema={0: OTHER})
    lost = rows["Elemen & KUK"].pop()
    assert "tidak memuatnya" in check(xlsx(rows)).problems[0].message
    rows["Elemen & KUK"] += [lost, lost | {"Nomor KUK": "2.3"}]
    assert "tanpa isi ini" in check(xlsx(rows)).problems[0].message


def test_what_a_known_unit_lacks_is_filled_in(run_import, check):
    run_import(xlsx(scheme() | {"Elemen & KUK": []}))
    data = xlsx(scheme(Skema={0: OTHER}, Unit={0: {"Judul (Inggris)": "Keeping records"}}))
    assert any("belum lengkap" in note.message for note in check(data).notes)
    run_import(data)
    unit = Unit.objects.get(title="Menata arsip")
    assert (unit.title_en, unit.elements.count()) == ("Keeping records", 2)


def test_a_known_standard_keeps_its_title_and_says_so(run_import, check):
    run_import(xlsx(scheme()))
    report = check(xlsx(scheme(Skema={0: OTHER}, Unit={0: {"Judul standar": "Judul lain"}})))
    assert report.problems == []
    assert "Bidang Kearsipan Digital" in report.notes[0].message


def test_a_scheme_with_a_draft_takes_no_second_one(run_import, check):
    run_import(xlsx(scheme()))
    [problem] = check(xlsx(scheme())).problems
    assert (problem.sheet, problem.row, problem.column) == ("Skema", 2, "Nomor skema")
    assert "konsep versi 1" in problem.message


def test_a_scheme_in_force_gets_a_new_draft_version(world, run_import):
    publish(by=world.ratna, on=world.today, version=run_import(xlsx(scheme())))
    second = run_import(xlsx(scheme(Skema={0: {"Judul": "Penata Arsip Digital Muda"}})))
    assert (second.number, second.status) == (2, SchemeVersion.Status.DRAFT)
    assert Scheme.objects.get().in_force().title == "Penata Arsip Digital"
