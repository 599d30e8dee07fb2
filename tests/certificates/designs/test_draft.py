"""The form of a draft: words, pictures and art, and what is told at their fields."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfReader

from assessments.models import Upload
from assessments.uploads.uses import LOGO
from certificates.designs import operations as designs
from certificates.models import DesignVersion
from kit.errors import RuleError
from tests.certificates.designs.desk import SVG, by, fields, image_file, preview, save, url
from tests.files import picture, taken
from tests.pages import seen


def test_a_draft_is_saved_with_its_pictures_redrawn(admin, draft):
    assert save(admin, draft, languages="id", signature_file=image_file(picture(fmt="PNG") + b"hidden")).url
    draft.refresh_from_db()
    assert draft.languages == "id" and draft.signature.kind == Upload.Kind.SIGNATURE
    assert b"hidden" not in draft.signature.file.read()


def test_a_picture_stays_while_another_version_shows_it(world, klasik, draft):
    designs.edit_draft(version=draft, logo=taken(picture(fmt="PNG"), LOGO), **by(world))
    draft = designs.put_in_use(version=draft, **by(world))
    copy = designs.new_version(design=klasik, **by(world))
    designs.edit_draft(version=copy, logo=None, **by(world))
    copy.refresh_from_db()
    assert copy.logo is None and Upload.objects.filter(pk=draft.logo_id).exists()


@pytest.mark.parametrize("data", [b"no picture", b"\x89PNG\r\n\x1a\nbroken", b"x" * (10 * 1024 * 1024 + 1)])
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


# Harmless, but WeasyPrint stops at it and leaves the whole drawing out.
UNDRAWABLE = (
    SVG % '<rect width="9" height="9" opacity="half"/>',
    SVG % '<rect width="9" height="9" transform="rotate()"/>',
    SVG % '<path d="M 0 0 A 1 1 0 0"/>',
)


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
        *UNDRAWABLE,
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


@pytest.mark.parametrize("art", UNDRAWABLE)
def test_a_design_whose_art_is_missing_from_the_proof_is_not_put_in_use(admin, world, draft, art):
    DesignVersion.objects.filter(pk=draft.pk).update(art=art)
    for page in (preview(admin, draft), admin.post(url("design_use", draft.design_id))):
        assert page.status_code == 422 and "gambar yang tidak dapat dicetak" in page.content.decode()
    draft.refresh_from_db()
    assert draft.status == DesignVersion.Status.DRAFT


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
