"""The credential is believed by a foreign implementation, says no more than it should, and follows every act at once.

openbadgeslib is that implementation: with code of its own it resolves did:web, checks signature, claims, status lists.
"""

import base64
import gzip
import hashlib
import json
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import jwt as pyjwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.urls import reverse
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

from certificates.acts import operations as acts
from certificates.credentials import make_credential
from certificates.credentials.badge import credential_of, name_digest
from certificates.credentials.identity import jwks
from certificates.credentials.sharing import linkedin_address
from certificates.credentials.status_lists import PLACES, encoded, entries_for
from certificates.keys.keys import make_key
from certificates.models import Credential
from kit.errors import RuleError
from tests.certificates.printing.samples import snapshot

DID = "did:web:lsp.example"
REASON = {"reason": "Pengaduan diperiksa.", "letter_number": "01/2026"}


@pytest.fixture
def issuing(sealed, settings):
    """The LSP issues credentials from https://lsp.example; the seal on the file is another matter."""
    settings.CREDENTIALS, settings.PORTAL_URL, settings.SEALER = True, "https://lsp.example", "none"
    return sealed


@pytest.fixture
def issued(world, issuing):
    """Siti's certificate with its credential."""
    certificate = world.certificate()
    return SimpleNamespace(certificate=certificate, jwt=certificate.credential.jwt, key=issuing.credential)


@pytest.fixture
def web(client):
    """The portal as the foreign implementation reaches it."""
    return lambda address: client.get(address.removeprefix("https://lsp.example")).content


def verify(token, web):
    return OB3Verifier.for_issuer_did(DID, download=web).verify(token, check_status=True, download=web)


def payload_of(token):
    body = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


def bit(web, token, purpose):
    """The status bit, by the standard's own words: multibase, GZIP, the first place leftmost."""
    [entry] = [entry for entry in payload_of(token)["credentialStatus"] if entry["statusPurpose"] == purpose]
    subject = payload_of(web(entry["statusListCredential"]).decode())["credentialSubject"]
    assert subject["type"] == "BitstringStatusList" and subject["statusPurpose"] == purpose
    assert subject["encodedList"][0] == "u" and "=" not in subject["encodedList"]
    text = subject["encodedList"][1:]
    bits = gzip.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    assert len(bits) * 8 >= 131_072
    byte, rest = divmod(int(entry["statusListIndex"]), 8)
    return (bits[byte] >> (7 - rest)) & 1


# --- a foreign implementation believes it ------------------------------------------------------------
def test_a_foreign_implementation_believes_it(issued, web):
    believed = verify(issued.jwt, web)
    assert believed.issuer.id == DID
    assert believed.achievement.name == "Pemrogram Junior"
    assert [result.value for result in believed.results] == ["Kompeten"] * 3


def test_the_header_names_the_key_by_the_did(issued):
    header = pyjwt.get_unverified_header(issued.jwt)
    assert header == {"alg": "ES256", "typ": "vc+jwt", "kid": f"{DID}#{issued.key.key_id}"}


def test_the_claims_repeat_the_credential(issued):
    said = payload_of(issued.jwt)
    assert (said["iss"], said["jti"], said["sub"]) == (
        said["issuer"]["id"],
        said["id"],
        said["credentialSubject"]["id"],
    )
    assert said["id"] == issued.certificate.snapshot["verify_url"]
    assert said["exp"] - said["nbf"] > 86_400 * 365
    assert said["validUntil"].endswith("T16:59:59Z")  # the last second of the last day in Jakarta


@pytest.mark.parametrize("changed", [("Pemrogram", "Pengelola"), ("Kompeten", "Komplet_")])
def test_a_changed_credential_is_refused(issued, web, changed):
    head, _body, signature = issued.jwt.split(".")
    forged = json.dumps(payload_of(issued.jwt)).replace(*changed).encode()
    with pytest.raises(OB3VerificationError, match="signature"):
        verify(f"{head}.{base64.urlsafe_b64encode(forged).decode().rstrip('=')}.{signature}", web)


def test_a_credential_of_another_key_is_refused(issued, web):
    theirs, header = ec.generate_private_key(ec.SECP256R1()), pyjwt.get_unverified_header(issued.jwt)
    stranger = pyjwt.encode(payload_of(issued.jwt), theirs, "ES256", header)
    with pytest.raises(OB3VerificationError, match="signature"):
        verify(stranger, web)


def test_a_key_of_another_purpose_signs_no_credential(client, issued):
    document = client.get(reverse("did_document")).json()
    assert document["assertionMethod"] == [f"{DID}#{issued.key.key_id}"]


def test_an_old_credential_outlives_its_key(world, issued, web):
    issued.key.retired_at = world.at(0)
    issued.key.save()
    make_key("credential", years=3, at=world.at(0))
    assert verify(issued.jwt, web)


# --- what it says ---------------------------------------------------------------------------------------
def test_each_unit_is_a_result_with_its_code(issued):
    subject = payload_of(issued.jwt)["credentialSubject"]
    described = {row["id"]: row["alignment"][0]["targetCode"] for row in subject["achievement"]["resultDescription"]}
    codes = [described[result["resultDescription"]] for result in subject["result"]]
    assert codes == [unit["code"] for unit in issued.certificate.snapshot["units"]]


def test_the_standard_is_cited(issued):
    [aligned] = payload_of(issued.jwt)["credentialSubject"]["achievement"]["alignment"]
    assert aligned["targetFramework"] == "SKKNI Nomor 282 Tahun 2016"


def test_who_knows_the_name_recognises_it(issued):
    [told] = payload_of(issued.jwt)["credentialSubject"]["identifier"]
    digest = hashlib.sha256(f"Siti Rahma Wulandari{told['salt']}".encode()).hexdigest()
    assert told["hashed"] and told["identityHash"] == f"sha256${digest}"
    assert name_digest("Siti Rahma", salt=told["salt"]) != told


def test_it_tells_nothing_else_of_the_holder(world, issuing):
    person = world.siti_candidate.person
    person.identity_number, person.birth_date, person.birth_place = "3273014502990001", world.today, "Cimahi"
    person.save()
    said = json.dumps(payload_of(world.certificate().credential.jwt))
    told = ["Siti", "siti", "3273014502990001", "Cimahi", "example.org", f'"{world.today.isoformat()}"']
    assert not [word for word in told if word in said]


@pytest.mark.parametrize("units", [1, 40])
def test_a_long_name_and_many_units_are_no_matter(units, issuing, world):
    said = credential_of(snapshot(units=units, holder_name="ꦱꦶꦠꦶ " * 24), status_index=PLACES + 5)
    assert len(said["credentialSubject"]["result"]) == units
    assert {entry["statusListIndex"] for entry in said["credentialStatus"]} == {"5"}
    assert all(entry["statusListCredential"].endswith("/1/") for entry in said["credentialStatus"])


# --- issuing it -------------------------------------------------------------------------------------------
def test_a_portal_without_credentials_makes_none(world, sealed):
    assert make_credential(snapshot(), status_index=0, at=world.at(9)) is None
    assert not Credential.objects.filter(certificate=world.certificate()).exists()


def test_without_a_key_nothing_is_issued(world, settings):
    settings.CREDENTIALS = True
    with pytest.raises(RuleError) as refused:
        world.certificate()
    assert refused.value.code == "key_missing"


# --- the status lists ---------------------------------------------------------------------------------------
def test_suspension_is_told_at_once_and_taken_back(world, issued, web):
    assert not bit(web, issued.jwt, "suspension")
    acts.suspend(certificate=issued.certificate, by=world.komang, on=world.today, **REASON)
    assert bit(web, issued.jwt, "suspension") and not bit(web, issued.jwt, "revocation")
    with pytest.raises(OB3VerificationError, match="suspension"):
        verify(issued.jwt, web)
    acts.reinstate(certificate=issued.certificate, by=world.komang, on=world.today, **REASON)
    assert not bit(web, issued.jwt, "suspension")
    assert verify(issued.jwt, web)


def test_withdrawal_is_told_at_once(world, issued, web):
    assert not bit(web, issued.jwt, "revocation")
    acts.withdraw(certificate=issued.certificate, by=world.komang, on=world.today, **REASON)
    assert bit(web, issued.jwt, "revocation")
    with pytest.raises(OB3VerificationError, match="revocation"):
        verify(issued.jwt, web)


def test_a_replaced_credential_ends_and_the_new_one_holds(world, issued, web):
    new = acts.replace(
        certificate=issued.certificate, occasion="damage", by=world.ratna, on=world.today, reason="Basah."
    )
    assert bit(web, issued.jwt, "revocation")
    assert not bit(web, new.credential.jwt, "revocation")
    assert verify(new.credential.jwt, web)


def test_a_list_is_kept_until_an_act(world, issued, client, django_assert_num_queries):
    address = reverse("status_list", args=["revocation", 0])
    first = client.get(address)
    with django_assert_num_queries(3):  # the newest index, the newest act, the key: no certificates
        again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_a_list_is_signed_anew_when_its_key_is_retired(world, issued, web):
    address = reverse("status_list", args=["revocation", 0])
    before = pyjwt.get_unverified_header(web(address).decode())["kid"]
    issued.key.retired_at = world.at(0)
    issued.key.save()
    make_key("credential", years=3, at=world.at(0))
    assert pyjwt.get_unverified_header(web(address).decode())["kid"] != before


def test_a_list_is_short_lived(issued, web):
    said = payload_of(web(reverse("status_list", args=["revocation", 0])).decode())
    assert 0 < said["exp"] - said["nbf"] <= 86_400


@pytest.mark.parametrize("unknown", [("revocation", 1), ("revocation", 10**30), ("message", 0)])
def test_there_is_no_other_list(issued, client, unknown):
    assert client.get(reverse("status_list", args=unknown)).status_code == 404


def test_a_list_that_cannot_be_signed_says_so(world, issued, client):
    issued.key.retired_at = world.at(0)
    issued.key.save()
    assert client.get(reverse("status_list", args=["revocation", 0])).status_code == 503


def test_the_first_place_is_the_leftmost_bit():
    bits = gzip.decompress(base64.urlsafe_b64decode(encoded([0, 9]).removeprefix("u") + "=="))
    assert bits[:2] == b"\x80\x40" and len(bits) == PLACES // 8
    assert entries_for(9)[0]["statusListIndex"] == "9"


# --- addresses for anybody -------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["did_document", "key_set", "issuer_profile"])
def test_what_is_published_is_for_every_page_and_cache(issued, client, name):
    response = client.get(reverse(name))
    assert response["Access-Control-Allow-Origin"] == "*" and "public" in response["Cache-Control"]
    assert not response.cookies
    assert client.get(reverse(name), headers={"if-none-match": response["ETag"]}).status_code == 304


def test_every_key_is_published(issued, client):
    keys = client.get(reverse("key_set")).json()["keys"]
    assert {key["kid"].split("-")[0] for key in keys} == {"seal", "credential", "qr"}
    assert all(key["use"] == "sig" and key["alg"] for key in keys)


def test_no_private_half_is_published_whatever_was_stored(issued):
    issued.key.public_jwk["d"] = "secret"
    [key] = jwks([issued.key])["keys"]
    assert "d" not in key and key["x"] and key["y"]


def test_a_new_portal_publishes_nothing_yet(db, client):
    assert client.get(reverse("key_set")).json() == {"keys": []}
    assert client.get(reverse("did_document")).json()["verificationMethod"] == []
    assert client.get(reverse("issuer_profile")).status_code == 404


# --- the holder ---------------------------------------------------------------------------------------------
def test_the_holder_downloads_it(world, issued, client):
    client.force_login(world.siti)
    response = client.get(reverse("certificate_credential", args=[issued.certificate.pk]))
    assert response.content.decode() == issued.jwt
    assert response["Content-Type"] == "application/vc+jwt" and "attachment" in response["Content-Disposition"]


def test_a_certificate_without_credential_offers_none(world, client):
    certificate = world.certificate()
    client.force_login(world.siti)
    address = reverse("certificate_credential", args=[certificate.pk])
    assert client.get(address).status_code == 404
    assert address not in client.get(certificate.get_absolute_url()).content.decode()


def test_linkedin_gets_what_its_form_asks(issued):
    asked = parse_qs(urlsplit(linkedin_address(issued.certificate)).query)
    assert asked["name"] == ["Pemrogram Junior"] and asked["organizationName"] == ["LSP Uji Coba"]
    assert asked["certUrl"] == [issued.certificate.snapshot["verify_url"]]
    assert asked["certId"] == [issued.certificate.number]
    assert asked["expirationMonth"] == [str(issued.certificate.expires_on.month)]


def test_only_what_is_in_force_is_shown_to_linkedin(world, issued, client):
    client.force_login(world.siti)
    assert "linkedin.com" in client.get(issued.certificate.get_absolute_url()).content.decode()
    acts.suspend(certificate=issued.certificate, by=world.komang, on=world.today, **REASON)
    assert "linkedin.com" not in client.get(issued.certificate.get_absolute_url()).content.decode()
