"""Another name on a certificate: only by a re-issue that says so and names the proof."""

import pytest
from django.db import transaction
from django.urls import reverse

from assessments.models import Person
from certificates.acts import operations as acts
from certificates.models import Certificate
from kit.errors import RuleError


@pytest.fixture
def certificate(world):
    """Its holder has another name on the record by now."""
    certificate = world.certificate()
    Person.objects.filter(pk=world.siti_candidate.person_id).update(name="Orang Lain Sama Sekali")
    return certificate


@pytest.mark.parametrize(
    ("occasion", "proof", "code"),
    [
        ("damage", "", "other_name"),
        ("damage", "Akta 1", "other_name"),
        ("name_change", " ", "proof_missing"),
        ("correction", "", "proof_missing"),
        ("correction", "Akta 1", None),
    ],
)
def test_no_other_name_is_printed_without_its_proof(world, certificate, occasion, proof, code):
    said = {"certificate": certificate, "by": world.ratna, "on": world.today, "reason": "Nama."}
    found = None
    try:
        with transaction.atomic():
            acts.replace(occasion=occasion, proof=proof, **said)
    except RuleError as refused:
        found = refused.code
    assert found == code and Certificate.objects.count() == (1 if code else 2)


def test_a_smaller_scope_brings_no_other_name(world, certificate):
    said = {"certificate": certificate, "by": world.komang, "on": world.today, "reason": "Unit tidak dipakai."}
    with pytest.raises(RuleError) as refused, transaction.atomic():
        acts.reduce_scope(keep=["J.620100.001.02"], **said)
    assert refused.value.code == "other_name"


def test_the_form_asks_for_the_proof_at_its_field(client, world, certificate):
    client.force_login(world.ratna)
    said = {"occasion": "name_change", "on": world.today.isoformat(), "reason": "Nama."}
    page = client.post(reverse("certificate_replace", args=[certificate.pk]), said)
    assert page.status_code == 422 and "proof" in page.context["form"].errors
