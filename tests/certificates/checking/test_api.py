"""The API: the same answers as JSON, for everybody, without a cookie, every refusal in JSON."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from certificates.acts import operations as acts
from certificates.checking.urls.interface import first
from certificates.models import CertificateFile, RegisterEntry
from tests.lsp_portal.test_limits import MB, Body

pytestmark = [pytest.mark.together, pytest.mark.usefixtures("issued_once")]

GET = ["api:verify_number", "api:verify_token", "api:register_roots", "api:register_entries"]
ADDRESSES = [*GET, "api:verify_file", "api:openapi-json", "api:openapi-view", "api:api-root"]


@pytest.fixture
def certificate(world):
    return world.certificate()


def address_of(name, certificate):
    return reverse(name, args=[certificate.token] if name == "api:verify_token" else [])


def asked(name, certificate, client=None, **headers):
    data = {"number": certificate.number} if name == "api:verify_number" else {}
    return (client or Client()).get(address_of(name, certificate), data, **headers)


def test_these_are_all_addresses():
    assert {f"api:{pattern.name}" for pattern in first} == set(ADDRESSES)


@pytest.mark.parametrize("name", [*GET, "api:openapi-json", "api:openapi-view"])
def test_everybody_gets_the_same(world, certificate, name):
    answers = set()
    for _who, account in world.everybody():
        client = Client()
        if account:
            client.force_login(account)
        answer = asked(name, certificate, client)
        answers.add((answer.status_code, answer.content))
    assert len(answers) == 1 and answers.pop()[0] == 200


@pytest.mark.parametrize("name", ["api:verify_number", "api:verify_token"])
def test_it_says_what_the_page_says(certificate, name):
    said = asked(name, certificate).json()
    assert (said["standing"], said["in_force"]) == ("valid", True)
    assert said["holder"] == ("S. R. W." if name == "api:verify_number" else "Siti Rahma Wulandari")
    assert said["number"] == certificate.number and len(said["units"]) == 3
    assert said["entry"]["digest"] == RegisterEntry.objects.get().digest
    assert not {"token", "snapshot", "assessment"} & set(said)


def test_an_act_is_seen_at_once_and_without_its_reason(world, certificate):
    etag = asked("api:verify_token", certificate)["ETag"]
    kept = asked("api:verify_token", certificate, headers={"if-none-match": etag})
    acts.suspend(certificate=certificate, by=world.komang, on=world.today, reason="Rahasia 77")
    answer = asked("api:verify_token", certificate, headers={"if-none-match": etag})
    said = answer.json()
    assert (kept.status_code, answer.status_code) == (304, 200)
    assert (said["standing"], said["in_force"], said["since"]) == ("suspended", False, world.today.isoformat())
    assert "Rahasia" not in answer.text


def test_a_replaced_one_names_its_successor(world, certificate):
    new = acts.replace(certificate=certificate, occasion="damage", by=world.ratna, on=world.today, reason="Rahasia 77")
    said = asked("api:verify_token", certificate).json()
    assert said["replaced_by"]["number"] == new.number and new.token in said["replaced_by"]["url"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_speaks_the_language_asked_for(certificate, language):
    answer = Client().get("/api/v1/verify/number?number=1", headers={"accept-language": language})
    assert answer.status_code == 404 and answer["Content-Language"] == language


@pytest.mark.parametrize("name", GET)
def test_other_sites_may_read_it_and_no_cookie_is_set(certificate, name):
    answer = asked(name, certificate)
    assert answer["Access-Control-Allow-Origin"] == "*" and not answer.cookies
    assert answer["Cache-Control"] in ("private, no-cache", "no-store")


# --- files ------------------------------------------------------------------------------------------
def post(content):
    return Client(enforce_csrf_checks=True).post(reverse("api:verify_file"), {"file": SimpleUploadedFile("a", content)})


def test_a_file_is_compared_without_a_token_of_any_form(certificate):
    pdf = bytes(CertificateFile.objects.get().content)
    said, altered = post(pdf).json(), post(pdf + b"\n").json()
    assert (said["outcome"], said["certificate"]["number"]) == ("genuine", certificate.number)
    assert (altered["outcome"], altered["appended"]) == ("altered", True)


@pytest.mark.parametrize(
    ("content", "status"), [(b"bukan", 422), (b"", 422), (b"%PDF-" + bytes(3 * MB), 413), (b"%PDF-1.7 rusak", 200)]
)
def test_a_bad_file_is_a_refusal_in_json(db, content, status):
    answer = post(content)
    assert answer.status_code == status and answer.json()


def test_an_enormous_file_is_not_read(db):
    body = Body(200 * MB)
    answer = body.post(Client(), reverse("api:verify_file"))
    assert (answer.status_code, body.was_read) == (413, 0) and "3" in answer.json()["detail"]


# --- refusals ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ADDRESSES)
def test_a_wrong_method_is_said_in_json(certificate, name):
    for method in ("put", "delete", "options", *(("get", "head") if name == "api:verify_file" else ("post",))):
        answer = getattr(Client(), method)(address_of(name, certificate))
        assert answer.status_code == 405 and answer["Content-Type"].startswith("application/json"), method
        assert answer["Allow"] == ("POST" if name == "api:verify_file" else "GET, HEAD")


@pytest.mark.parametrize("name", GET)
def test_the_head_of_an_answer_may_be_asked_for(certificate, name):
    head = Client().head(address_of(name, certificate), {"number": certificate.number})
    assert (head.status_code, head["Content-Type"]) == (200, "application/json; charset=utf-8") and not head.content


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options"])
@pytest.mark.parametrize("address", ["/api/", "/api/v1", "/api/v1/tidak/ada", "/api/v2/verify/number", "/api/v1/docs/"])
def test_an_address_that_is_not_there_is_said_in_json(db, address, method):
    answer = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert (answer.status_code, answer.json()["detail"]) == (404, "Alamat ini tidak ada.")


@pytest.mark.parametrize("address", ["/api/v1/register/roots", "/api/v1/verify/token/" + "A" * 32, "/api/tidak/ada"])
@pytest.mark.parametrize("claim", ["203.0.113.7", "x, y"])
def test_who_came_around_the_proxies_is_refused_in_json(db, settings, address, claim):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    answer = Client().get(address, headers={"x-forwarded-for": claim})
    assert (answer.status_code, answer.json()["detail"][:11]) == (403, "Alamat asal")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/", 404),
        ("/api/v1/verify/number", 422),
        ("/api/v1/verify/number?number=%00", 404),
        ("/api/v1/verify/number?number=" + "9" * 3000, 404),
        ("/api/v1/verify/token/" + "A" * 32, 404),
        ("/api/v1/verify/token/%00", 404),
        ("/api/v1/verify/token/日本", 404),
        ("/api/v1/register/entries?after=x", 200),
        ("/api/v1/register/entries?after=" + "9" * 40, 200),
    ],
)
def test_nonsense_is_json_and_never_an_error_of_ours(db, address, status):
    answer = Client().get(address)
    assert answer.status_code == status and answer.json()


def test_a_broken_body_is_json(db):
    answer = Client().generic("POST", reverse("api:verify_file"), b"x", "multipart/form-data")
    assert answer.status_code in (400, 422) and answer.json()["detail"]


def test_guessing_is_stopped_and_pages_and_api_count_together(certificate, settings):
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"check": 3, "unknown": 2}
    with time_machine.travel("2026-11-22 10:00:30", tick=False):
        answers = [Client().get(f"/api/v1/verify/token/{n:032d}") for n in range(3)]
        page = Client().get(reverse("verify_show", args=[certificate.token]))
    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert answers[-1]["Retry-After"] == "30" and answers[-1].json()["detail"]
    assert page.status_code == 429


def test_the_description_and_its_page_need_nothing_from_elsewhere(db):
    paths = Client().get(reverse("api:openapi-json")).json()["paths"]
    assert set(paths) == {
        "/api/v1/verify/token/{token}", "/api/v1/verify/number", "/api/v1/verify/file",
        "/api/v1/register/roots", "/api/v1/register/entries",
    }  # fmt: skip
    # What programs made from the schema call them by.
    called = {said["operationId"] for methods in paths.values() for said in methods.values()}
    assert called == {
        f"certificates_api_{name}"
        for name in ("verify_token", "verify_number", "verify_file", "register_roots", "register_entries")
    }
    page = Client().get(reverse("api:openapi-view")).text
    assert "//cdn" not in page and "https://" not in page
