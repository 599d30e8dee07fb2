"""A key that was made for the demo proves nothing: outside of it nothing is signed with it, and its seals say so."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certificates.keys.keys import make_key, usable_key
from certificates.models import Certificate, CertificateFile
from kit.errors import RuleError
from lsp_portal.system_checks.keys import check_keys

TOLD = "Disegel dengan kunci demo"


@pytest.fixture
def demo(world, settings):
    """A demo that seals; its settings."""
    settings.DEMO, settings.SEALER = True, "local"
    assert world.body
    make_key("seal", years=3, at=timezone.now() - timedelta(days=1), demo=True)
    return settings


def test_a_demo_seals_with_its_key(demo):
    assert usable_key("seal", timezone.now()).is_demo
    assert check_keys(None, databases=["default"]) == []


def test_outside_of_the_demo_its_key_seals_nothing(demo, world, client):
    demo.DEMO = False
    with pytest.raises(RuleError) as refused:
        world.certificate()
    assert refused.value.code == "key_is_demo" and "make_seal_key" in " ".join(refused.value.messages)
    assert not Certificate.objects.exists()
    assert [message.id for message in check_keys(None, databases=["default"])] == ["portal.E016"]
    client.force_login(world.ratna)
    assert "Hanya untuk demo" in client.get(reverse("key_list")).text


def test_a_real_key_is_taken_even_if_the_demo_made_one_later(demo):
    demo.DEMO = False
    real = make_key("seal", years=3, at=timezone.now() - timedelta(days=9))
    assert usable_key("seal", timezone.now()) == real


@pytest.mark.parametrize("appended", [b"", b"\n% catatan\n"])
def test_a_file_sealed_in_the_demo_says_so_ever_after(demo, world, appended):
    file = CertificateFile.objects.get(certificate=world.certificate())
    demo.DEMO = False
    assert TOLD in dropped(bytes(file.content) + appended)


def test_a_file_sealed_with_a_real_key_does_not(sealed, world):
    assert TOLD not in dropped(bytes(CertificateFile.objects.get(certificate=world.certificate()).content))


def dropped(content):
    return Client().post(reverse("verify_file"), {"file": SimpleUploadedFile("sertifikat.pdf", content)}).text
