"""Designs: drafts change, what was in use never does, and each certificate keeps what it was printed with."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from assessments.decisions import operations as decisions
from assessments.models import Event
from assessments.uploads.uses import LOGO
from certificates.designs import operations as designs
from certificates.issuing.operations.issuing import issue
from certificates.models import Design, DesignVersion, SchemeDesign
from kit.errors import RuleError
from tests.certificates.designs.desk import by, fields, url
from tests.files import picture, taken
from tests.pages import seen
from tests.told import told
from tests.world import K

STATUS = DesignVersion.Status


# --- the life of a version ------------------------------------------------------------------------
def test_a_new_design_begins_as_a_draft_nobody_prints_with(world):
    design = designs.create_design(name="  Utama   2027 ", family="klasik", **by(world))
    assert (design.name, design.draft.number, design.in_use, design.is_default) == ("Utama 2027", 1, None, False)


@pytest.mark.parametrize(
    ("name", "family"), [("Klasik", "klasik"), ("", "klasik"), ("x" * 81, "klasik"), ("Baru", "barok")]
)
def test_a_design_needs_a_name_of_its_own_and_a_known_shape(world, klasik, name, family):
    with pytest.raises(RuleError):
        designs.create_design(name=name, family=family, **by(world))
    assert Design.objects.count() == 1


def test_putting_a_version_in_use_retires_the_one_before(world, klasik, draft):
    former = klasik.in_use
    designs.put_in_use(version=draft, **by(world))
    former.refresh_from_db()
    assert (former.status, klasik.in_use, klasik.in_use.in_use_from) == (STATUS.RETIRED, draft, world.today)
    assert {event.verb for event in Event.objects.about(former, draft)} == {"copied", "retired", "put_in_use"}


def test_a_new_version_copies_the_one_in_use_and_there_is_one_draft_at_a_time(world, klasik, draft):
    assert (draft.number, draft.family) == (2, klasik.in_use.family)
    with pytest.raises(RuleError) as refusal:
        designs.new_version(design=klasik, **by(world))
    assert refusal.value.code == "draft_exists"


def test_what_cannot_be_printed_is_not_put_in_use(world, klasik, draft):
    draft = designs.edit_draft(version=draft, logo=taken(picture(fmt="PNG"), LOGO), **by(world))
    draft.logo.file.storage.delete(draft.logo.file.name)
    with pytest.raises(RuleError) as refusal:
        designs.put_in_use(version=draft, **by(world))
    assert refusal.value.code == "proof"
    assert klasik.in_use.number == 1


def test_only_a_design_in_use_becomes_the_lsps_own(world, klasik):
    other = designs.create_design(name="Lain", family="klasik", **by(world))
    with pytest.raises(RuleError) as refusal:
        designs.make_default(design=other, **by(world))
    assert refusal.value.code == "nothing_in_use"
    draft = designs.edit_draft(version=other.draft, languages="id", **by(world))
    designs.put_in_use(version=draft, **by(world))
    designs.make_default(design=other, **by(world))
    assert (told(other), told(draft)) == (["created", "made_default"], ["edited", "put_in_use"])
    assert list(Design.objects.filter(is_default=True)) == [other]


def test_nobody_but_an_admin_acts(world, klasik, draft):
    scheme = world.scheme
    acts = [
        lambda who: designs.create_design(name="A", family="klasik", by=who, on=world.today),
        lambda who: designs.edit_draft(version=draft, languages="id", by=who, on=world.today),
        lambda who: designs.put_in_use(version=draft, by=who, on=world.today),
        lambda who: designs.new_version(design=klasik, by=who, on=world.today),
        lambda who: designs.make_default(design=klasik, by=who, on=world.today),
        lambda who: designs.assign_scheme(scheme=scheme, design=klasik, by=who, on=world.today),
    ]
    for act in acts:
        for who in (world.komang, world.siti):
            with pytest.raises(PermissionDenied):
                act(who)


# --- frozen ---------------------------------------------------------------------------------------
def test_a_frozen_version_refuses_the_operation(world, klasik, draft):
    designs.put_in_use(version=draft, **by(world))
    for version in klasik.versions.all():
        with pytest.raises(RuleError) as refusal:
            designs.edit_draft(version=version, languages="id", **by(world))
        assert refusal.value.code == "frozen"
        with pytest.raises(RuleError):
            designs.put_in_use(version=version, **by(world))


def test_a_frozen_version_refuses_the_form_that_was_open(admin, world, klasik, draft):
    data = seen(admin, url("design_edit", klasik.pk)) | fields(draft, languages="id")
    designs.put_in_use(version=draft, **by(world))
    for name in ("design_edit", "design_preview", "design_use"):
        page = admin.post(url(name, klasik.pk), data)
        assert page.status_code == 422 and "Buat versi baru" in page.content.decode()
    draft.refresh_from_db()
    assert draft.languages == "id en"


@pytest.mark.parametrize(
    "change", ["texts = '{}x'", "art = '<svg/>'", "family = 'resmi'", "languages = 'id'", "status = 'draft'"]
)
def test_a_frozen_version_refuses_raw_sql(klasik, change):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE certificates_designversion SET {change} WHERE id = %s", [klasik.in_use.pk])
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM certificates_designversion WHERE id = %s", [klasik.in_use.pk])


def test_the_record_of_a_frozen_version_offers_a_new_one(admin, klasik):
    page = admin.get(klasik.get_absolute_url()).content.decode()
    assert "dibekukan" in page and "Buat versi baru" in page and url("design_edit", klasik.pk) not in page
    assert admin.post(url("design_copy", klasik.pk)).url == url("design_edit", klasik.pk)
    assert klasik.draft.number == 2


# --- certificates ---------------------------------------------------------------------------------
def test_each_certificate_keeps_the_version_it_was_printed_with(world, klasik, draft):
    second = world.enrol(world.yohanes_candidate)
    older = world.certificate()
    designs.put_in_use(version=draft, **by(world))
    world.record(second, K, K, K)
    decisions.grant(by=world.komang, on=world.today, assessment=world.sign(second))
    newer = issue(assessment=second, **by(world))
    older.refresh_from_db()
    assert [(each.design.number, each.snapshot["design"]["version"]) for each in (older, newer)] == [(1, 1), (2, 2)]


def test_a_scheme_has_a_design_of_its_own_until_it_gives_it_back(world, klasik):
    other = designs.create_design(name="Lain", family="klasik", **by(world))
    with pytest.raises(RuleError):
        designs.assign_scheme(scheme=world.scheme, design=other, **by(world))
    own = designs.put_in_use(version=other.draft, **by(world))
    designs.assign_scheme(scheme=world.scheme, design=other, **by(world))
    assert DesignVersion.objects.for_scheme(world.scheme) == own
    designs.assign_scheme(scheme=world.scheme, design=None, **by(world))
    assert DesignVersion.objects.for_scheme(world.scheme) == klasik.in_use
    assert [event.verb for event in Event.objects.about(other)] == ["created", "scheme_assigned", "scheme_left"]


def test_schemes_are_chosen_on_the_designs_page(admin, world, klasik):
    assert world.version
    address = url("design_schemes", klasik.pk)
    assert "Pemrogram Junior" in admin.get(address).content.decode()
    assert admin.post(address, seen(admin, address) | {"schemes": world.scheme.pk}).status_code == 302
    assert SchemeDesign.objects.get().design == klasik
    assert admin.post(address, seen(admin, address) | {"schemes": "9" * 30}).status_code == 422
    assert admin.post(address, seen(admin, address)).status_code == 302
    assert not SchemeDesign.objects.exists()
