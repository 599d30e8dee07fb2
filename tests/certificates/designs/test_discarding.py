"""A draft is thrown away after a question; what was in use, and what certificates rest on, is not."""

import pytest
from django.core.exceptions import PermissionDenied

from assessments.models import Event, Upload
from assessments.uploads.uses import LOGO
from certificates.designs import operations as designs
from certificates.models import Design, DesignVersion
from kit.errors import RuleError
from tests.certificates.designs.desk import by, fields, url
from tests.files import picture, taken
from tests.pages import seen


def test_a_draft_goes_and_the_version_in_use_stays(admin, world, klasik, draft):
    designs.edit_draft(version=draft, logo=taken(picture(fmt="PNG"), LOGO), **by(world))
    page = admin.get(url("design_discard", klasik.pk)).content.decode()
    assert f"Buang konsep {klasik}?" in page and "Versi 1 tetap dipakai" in page and klasik.draft
    assert admin.post(url("design_discard", klasik.pk)).url == klasik.get_absolute_url()
    assert (klasik.draft, klasik.in_use.number, Upload.objects.count()) == (None, 1, 0)
    assert [event.data["name"] for event in Event.objects.about(klasik).filter(verb="draft_discarded")] == [str(draft)]


def test_a_design_that_was_never_in_use_goes_with_its_draft(admin, world):
    design = designs.create_design(name="Percobaan", family="modern", **by(world))
    assert "ikut terhapus" in admin.get(url("design_discard", design.pk)).content.decode()
    assert admin.post(url("design_discard", design.pk)).url == url("design_list")
    assert not Design.objects.filter(pk=design.pk).exists()
    assert designs.create_design(name="Percobaan", family="klasik", **by(world)).draft.number == 1


def test_a_picture_that_another_version_shows_stays(world, klasik, draft):
    designs.edit_draft(version=draft, logo=taken(picture(fmt="PNG"), LOGO), **by(world))
    designs.put_in_use(version=draft, **by(world))
    designs.discard_draft(version=designs.new_version(design=klasik, **by(world)), **by(world))
    assert klasik.in_use.logo.file.read()


def test_what_was_in_use_is_not_thrown_away(admin, world, klasik, draft):
    designs.put_in_use(version=draft, **by(world))
    for version in klasik.versions.all():
        with pytest.raises(RuleError) as refusal:
            designs.discard_draft(version=version, **by(world))
        assert refusal.value.code == "frozen"
    assert admin.post(url("design_discard", klasik.pk)).status_code == 422
    assert klasik.versions.count() == 2


def test_a_draft_that_somebody_else_threw_away_is_told(admin, world):
    design = designs.create_design(name="Percobaan", family="klasik", **by(world))
    draft = design.draft
    designs.discard_draft(version=draft, **by(world))
    for act in (designs.put_in_use, designs.edit_draft, designs.discard_draft):
        with pytest.raises(RuleError) as refusal:
            act(version=draft, **by(world))
        assert refusal.value.code == "gone"


def test_the_form_that_was_open_is_answered(admin, world, klasik, draft):
    data = seen(admin, url("design_edit", klasik.pk)) | fields(draft, languages="id")
    designs.discard_draft(version=draft, **by(world))
    for name in ("design_edit", "design_preview", "design_use", "design_discard"):
        assert admin.post(url(name, klasik.pk), data).status_code == 422
    assert DesignVersion.objects.get(design=klasik).languages == "id en"


def test_only_an_admin_throws_away(world, draft):
    for who in (world.komang, world.siti):
        with pytest.raises(PermissionDenied):
            designs.discard_draft(version=draft, by=who, on=world.today)
    draft.refresh_from_db()
