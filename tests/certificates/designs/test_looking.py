"""Pictures, previews and proofs of a design: nothing that is only a sample passes for a certificate."""

import io

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from pypdf import PdfReader

from certificates.designs import operations as designs
from certificates.designs import specimens
from certificates.models import Certificate, Design, DesignVersion
from certificates.printing import previews
from certificates.printing.specimen import SAMPLES, specimen
from tests.certificates.designs.desk import by, preview, url


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
    assert answer["Content-Type"] == "application/pdf" and pdf.metadata.title == previews.MARK
    assert len(pdf.pages) > 1 and "CONTOH00000" in text and "/verify/" not in text
    for page in pdf.pages:
        assert any(previews.MARK in "".join(words) for words in [page.extract_text(orientations=(0, 30, 330, 60))]) or (
            sum(str(font["/BaseFont"]).endswith("SemiBold") for font in page["/Resources"]["/Font"].values())
        )
    assert not Certificate.objects.exists()


def test_the_code_of_a_specimen_leads_home(world, klasik, settings):
    settings.PORTAL_URL = "https://lsp.example"
    said = specimens.specimen_of(klasik.in_use, on=world.today)
    assert said["verify_url"] == "https://lsp.example/"


def test_the_picture_follows_what_it_shows(admin, world, draft):
    before = admin.get(url("design_picture", draft.pk)).content
    assert Image.open(io.BytesIO(before)).format == "PNG"
    assert world.body  # a profile with another name than that of the invented LSP
    assert admin.get(url("design_picture", draft.pk)).content != before


def test_a_specimen_of_forty_units_is_what_it_says(world, klasik):
    said = specimens.specimen_of(klasik.in_use, on=world.today, sample="units")
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
