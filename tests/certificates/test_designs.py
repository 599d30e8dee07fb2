"""Designs: drafts change, what was in use never does, and nothing that is only a sample passes for a certificate."""

import io

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from assessments.errors import RuleError
from assessments.models import Event, Upload
from assessments.operations import decisions
from certificates import proofs
from certificates.models import Certificate, Design, DesignVersion, SchemeDesign
from certificates.operations import designs, issue
from certificates.specimen import SAMPLES, specimen
from tests.assessments.test_uploads import picture
from tests.pages import seen
from tests.world import K

STATUS = DesignVersion.Status


def by(world):
    return {"by": world.ratna, "on": world.today}


def url(name, *args):
    return reverse(name, args=args)


@pytest.fixture
def klasik(db):
    """The design that every portal begins with, version 1 in use."""
    return Design.objects.get(is_default=True)


@pytest.fixture
def draft(world, klasik):
    return designs.new_version(design=klasik, **by(world))


@pytest.fixture
def admin(client, world):
    client.force_login(world.ratna)
    return client


def fields(version, **changed):
    return {"family": version.family, "languages": version.languages} | changed


def save(admin, version, **changed):
    address = url("design_edit", version.design_id)
    return admin.post(address, seen(admin, address) | fields(version, **changed))


def preview(admin, version, **changed):
    data = seen(admin, url("design_edit", version.design_id)) | fields(version, **changed)
    return admin.post(url("design_preview", version.design_id), data)


def image_file(data, name="gambar.png"):
    return SimpleUploadedFile(name, data)


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
    draft = designs.edit_draft(version=draft, logo=io.BytesIO(picture(fmt="PNG")), **by(world))
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
    designs.put_in_use(version=other.draft, **by(world))
    designs.make_default(design=other, **by(world))
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


# --- the draft's form -----------------------------------------------------------------------------
def test_a_draft_is_saved_with_its_pictures_redrawn(admin, draft):
    assert save(admin, draft, languages="id", signature_file=image_file(picture(fmt="PNG") + b"hidden")).url
    draft.refresh_from_db()
    assert draft.languages == "id" and draft.signature.kind == Upload.Kind.SIGNATURE
    assert b"hidden" not in draft.signature.file.read()


def test_a_picture_stays_while_another_version_shows_it(world, klasik, draft):
    designs.edit_draft(version=draft, logo=io.BytesIO(picture(fmt="PNG")), **by(world))
    draft = designs.put_in_use(version=draft, **by(world))
    copy = designs.new_version(design=klasik, **by(world))
    designs.edit_draft(version=copy, logo=None, **by(world))
    copy.refresh_from_db()
    assert copy.logo is None and Upload.objects.filter(pk=draft.logo_id).exists()


@pytest.mark.parametrize("data", [b"no picture", b"\x89PNG\r\n\x1a\nbroken", b"x" * (5 * 1024 * 1024 + 1)])
def test_a_file_that_is_no_picture_is_told_at_its_field(admin, draft, data):
    for send in (save, preview):
        page = send(admin, draft, logo_file=image_file(data))
        assert page.status_code == 422 and page.context["form"].errors["logo_file"]
    draft.refresh_from_db()
    assert draft.logo is None and not Upload.objects.exists()


def test_a_picture_of_too_many_points_is_refused(admin, draft):
    out = io.BytesIO()
    Image.new("1", (8000, 8000)).save(out, "PNG")
    page = preview(admin, draft, signature_file=image_file(out.getvalue()))
    assert page.status_code == 422 and "terlalu besar" in page.content.decode()


@pytest.mark.parametrize("bad", [{"family": "barok"}, {"family": ""}, {"languages": "xx"}])
def test_nonsense_is_told_at_its_field(admin, draft, bad):
    for send in (save, preview):
        page = send(admin, draft, **bad)
        assert page.status_code == 422 and page.context["form"].errors[next(iter(bad))]


def test_words_of_ones_own_are_printed_and_those_of_the_family_are_not_kept(admin, draft):
    assert save(admin, draft, text_heading="  PIAGAM   BARU ", text_check="Periksa sertifikat ini").status_code == 302
    draft.refresh_from_db()
    assert draft.texts == {"heading": "PIAGAM BARU"}
    pdf = PdfReader(io.BytesIO(admin.get(url("design_proof", draft.pk)).content))
    assert "PIAGAMBARU" in "".join(pdf.pages[0].extract_text().split())


@pytest.mark.parametrize("text", ["x" * 41, "PIAGAM \u2603", "A\x00B", "A\x07B"])
def test_words_that_do_not_fit_or_cannot_be_printed_are_told_at_their_field(admin, world, draft, text):
    for send in (save, preview):
        page = send(admin, draft, text_heading=text)
        assert page.status_code == 422 and page.context["form"].errors["text_heading"]
    with pytest.raises(RuleError):
        designs.edit_draft(version=draft, texts={"heading": text}, **by(world))


@pytest.mark.parametrize("texts", [{"script": "x"}, {"authority": "klasik has none"}, {"heading": 3}])
def test_programs_say_no_words_that_the_family_does_not_know(world, draft, texts):
    with pytest.raises(RuleError):
        designs.edit_draft(version=draft, texts=texts, **by(world))


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297">%s</svg>'


@pytest.mark.parametrize(
    "art",
    [
        SVG % "<script>alert(1)</script>",
        SVG % '<image href="file:///etc/passwd"/>',
        SVG % '<rect width="9" height="9" fill="url(http://example.org/x)"/>',
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + SVG % "<g>&b;</g>",
        SVG % ('<rect width="1" height="1"/>' * 9000),
        "<html></html>",
        "\xff\xfe",
    ],
)
def test_hostile_art_is_told_at_its_field_and_never_kept(admin, world, draft, art):
    for send in (save, preview):
        page = send(admin, draft, art_file=SimpleUploadedFile("gambar.svg", art.encode("latin-1")))
        assert page.status_code == 422 and page.context["form"].errors["art_file"]
    with pytest.raises(RuleError):
        designs.edit_draft(version=draft, art=art, **by(world))
    draft.refresh_from_db()
    assert draft.art == ""


def test_art_of_ones_own_is_kept_clean_shown_and_taken_away(admin, draft):
    art = SVG % '<title>Gambar</title><rect width="200" height="20" fill="#7a1f3d"/>'
    plain = preview(admin, draft).content
    assert preview(admin, draft, art_file=SimpleUploadedFile("g.svg", art.encode())).content != plain
    assert save(admin, draft, art_file=SimpleUploadedFile("g.svg", art.encode())).status_code == 302
    draft.refresh_from_db()
    assert "rect" in draft.art and "title" not in draft.art
    assert save(admin, draft, remove_art="on").status_code == 302
    draft.refresh_from_db()
    assert draft.art == ""


def test_what_somebody_else_saved_is_not_overwritten_unseen(admin, world, draft):
    address = url("design_edit", draft.design_id)
    data = seen(admin, address) | fields(draft, family="resmi")
    designs.edit_draft(version=draft, family="modern", **by(world))
    assert admin.post(address, data).status_code == 422
    draft.refresh_from_db()
    assert draft.family == "modern"


# --- looking --------------------------------------------------------------------------------------
@pytest.mark.parametrize("sample", [*SAMPLES, "nonsense"])
def test_the_preview_shows_two_pages_of_what_is_not_saved(admin, draft, sample):
    page = preview(admin, draft, languages="id", sample=sample)
    assert page.status_code == 200 and page.content.count(b'src="data:image/png;base64,') == 2
    draft.refresh_from_db()
    assert draft.languages == "id en"


def test_nobody_prints_two_specimens_at_once(admin, world, draft):
    cache.add(f"printing-{world.ratna.pk}", 1)
    assert "masih dibuat" in preview(admin, draft).content.decode()
    assert admin.get(url("design_proof", draft.pk)).status_code == 422
    cache.clear()
    assert preview(admin, draft).status_code == 200
    assert preview(admin, draft).status_code == 200  # the turn was given back


@pytest.mark.parametrize("family", DesignVersion.Family.values)
def test_the_proof_of_every_family_can_never_pass_for_a_certificate(admin, world, family):
    design = designs.create_design(name="Coba", family=family, **by(world))
    answer = admin.get(url("design_proof", design.draft.pk))
    pdf = PdfReader(io.BytesIO(answer.content))
    text = "".join(pdf.pages[0].extract_text().split())
    assert answer["Content-Type"] == "application/pdf" and pdf.metadata.title == proofs.MARK
    assert len(pdf.pages) > 1 and "CONTOH00000" in text and "/verify/" not in text
    for page in pdf.pages:
        assert any(proofs.MARK in "".join(words) for words in [page.extract_text(orientations=(0, 30, 330, 60))]) or (
            sum(str(font["/BaseFont"]).endswith("SemiBold") for font in page["/Resources"]["/Font"].values())
        )
    assert not Certificate.objects.exists()


def test_the_code_of_a_specimen_leads_home(world, klasik, settings):
    settings.PORTAL_URL = "https://lsp.example"
    said = proofs.specimen_of(klasik.in_use, on=world.today)
    assert said["verify_url"] == "https://lsp.example/"


def test_the_picture_follows_what_it_shows(admin, world, draft):
    before = admin.get(url("design_picture", draft.pk)).content
    assert Image.open(io.BytesIO(before)).format == "PNG"
    assert world.body  # a profile with another name than that of the invented LSP
    assert admin.get(url("design_picture", draft.pk)).content != before


def test_a_specimen_of_forty_units_is_what_it_says(world, klasik):
    said = proofs.specimen_of(klasik.in_use, on=world.today, sample="units")
    assert len(said["units"]) == 40 and len(SAMPLES["long"].holder) == 120
    assert specimen(said["design"], None, on=world.today)["body"]["name"] == "LSP Contoh Nusantara"


@pytest.mark.parametrize("more", [0, 29])
def test_the_list_costs_the_same_for_one_and_for_thirty(admin, klasik, more):
    for number in range(more):
        design = Design.objects.create(name=f"Desain {number}")
        DesignVersion.objects.create(design=design, family="klasik")
    with CaptureQueriesContext(connection) as queries:
        assert admin.get(url("design_list")).status_code == 200
    assert len(queries) == 7
