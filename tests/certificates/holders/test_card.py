"""The card: for whoever sees the certificate, while it can be relied on."""

import io

import pytest
from django.core.cache import cache
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from certificates.acts.operations import suspend, withdraw


def url(ending, certificate):
    return reverse(f"certificate_card_{ending}", args=[certificate.pk])


@pytest.mark.parametrize("who", ["siti", "ratna"])
def test_the_holder_takes_the_card_along(world, client, who):
    certificate = world.certificate()
    client.force_login(getattr(world, who))
    pdf = PdfReader(io.BytesIO(client.get(url("pdf", certificate)).content))
    assert len(pdf.pages) == 1 and certificate.holder_name in " ".join(pdf.pages[0].extract_text().split())
    assert Image.open(io.BytesIO(client.get(url("png", certificate)).content)).width > 900
    page = client.get(certificate.get_absolute_url()).content.decode()
    assert url("pdf", certificate) in page and url("png", certificate) in page


@pytest.mark.parametrize("act", [suspend, withdraw])
def test_there_is_no_card_of_what_cannot_be_relied_on(world, client, act):
    certificate = world.certificate()
    act(certificate=certificate, by=world.komang, on=world.today, reason="Diperiksa.")
    client.force_login(world.siti)
    for ending in ("pdf", "png"):
        answer = client.get(url(ending, certificate))
        assert answer.status_code == 422 and "hanya ada untuk sertifikat yang berlaku" in answer.content.decode()
    assert url("pdf", certificate) not in client.get(certificate.get_absolute_url()).content.decode()


def test_two_cards_at_once_are_one_too_many(world, client):
    certificate = world.certificate()
    client.force_login(world.siti)
    cache.add(f"printing-{world.siti.pk}", 1)
    assert client.get(url("png", certificate)).status_code == 422
