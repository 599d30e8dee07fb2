"""Confirming writes the whole plan once, or nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.importing.operations import import_scheme, stage_scheme_import
from assessments.importing.plan import Plan
from assessments.models import Event, ImportDraft, Scheme, SchemeVersion, Standard, Unit
from kit.errors import RuleError

from .books import scheme, xlsx


@pytest.fixture
def draft(world, check):
    return stage_scheme_import(by=world.ratna, report=check(xlsx(scheme())), file_name="skema.xlsx")


def confirm(world, draft):
    return import_scheme(by=world.ratna, on=world.today, draft=draft)


def test_the_whole_tree_is_written(world, draft):
    version = confirm(world, draft)
    assert (version.status, version.number, version.packaging) == ("draft", 1, "occupation")
    assert [row.unit.title for row in version.scheme_units.all()] == [
        "Menata arsip",
        "Memindai arsip",
        "Memusnahkan arsip",
    ]
    assert [str(c) for e in Unit.objects.first().elements.all() for c in e.criteria.all()][-1].startswith("2.2 ")
    assert version.compulsory_units().count() == 1
    group = version.elective_groups.get()
    assert (group.name, group.min_units, group.max_units) == ("Pilihan A", 1, 2)
    assert [job.name for job in version.job_groups.all()] == ["Menata arsip"]
    assert [row.kind for row in version.requirements.order_by("pk")] == ["basic", "administrative"]
    numbered = [list(version.scheme_units.order_by("position").values_list("position", flat=True))]
    numbered += [[row.position for row in (group, version.job_groups.get())]]
    assert numbered == [[1, 2, 3], [1, 1]]
    assert {row.position for row in version.requirements.all()} == {1}


def test_of_a_long_name_the_end_is_kept(world, check):
    draft = stage_scheme_import(by=world.ratna, report=check(xlsx(scheme())), file_name="x" + "y" * 145 + ".xlsx")
    assert draft.file_name == "y" * 145 + ".xlsx"


def test_the_import_is_one_event(world, draft):
    version = confirm(world, draft)
    [event] = Event.objects.about(version)
    assert (event.verb, event.actor, event.on) == ("imported", world.ratna, world.today)


def test_a_second_confirmation_makes_no_second_scheme(world, draft):
    confirm(world, draft)
    with pytest.raises(RuleError) as refusal:
        confirm(world, draft)
    assert refusal.value.code == "already_imported"
    assert SchemeVersion.objects.count() == 1


def test_what_changed_since_the_preview_stops_it(world, draft):
    Standard.objects.create(kind="skkni", number="901", year=2020, title="Lain")
    with pytest.raises(RuleError) as refusal:
        confirm(world, draft)
    assert refusal.value.code == "stale"
    assert not Scheme.objects.exists()


def test_a_failure_half_way_leaves_nothing(world, draft):
    stored = draft.plan
    stored["plan"]["requirements"].append({"kind": "lain", "text": "Tidak mungkin."})
    ImportDraft.objects.update(plan=stored)
    with pytest.raises(RuleError):
        confirm(world, draft)
    assert not (Scheme.objects.exists() or Unit.objects.exists() or Standard.objects.exists())
    assert not ImportDraft.objects.get().is_used


def test_a_report_with_problems_is_never_kept(world, check):
    report = check(xlsx(scheme(Skema={0: {"Judul": ""}})))
    with pytest.raises(RuleError):
        stage_scheme_import(by=world.ratna, report=report, file_name="skema.xlsx")
    assert not ImportDraft.objects.exists()


def test_the_plan_survives_its_storage(draft):
    draft.refresh_from_db()
    assert Plan.from_json(draft.plan["plan"]).as_json() == draft.plan["plan"]


def test_old_drafts_are_cleared_when_a_new_one_is_made(world, check, draft):
    ImportDraft.objects.update(created_at=timezone.now() - timedelta(hours=25))
    newer = stage_scheme_import(by=world.ratna, report=check(xlsx(scheme())), file_name="baru.xlsx")
    assert list(ImportDraft.objects.all()) == [newer]
