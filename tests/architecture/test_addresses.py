"""Addresses that are out in the world stay: on paper, in codes, files and credentials, in mails that were sent."""

import pytest
from django.urls import Resolver404, resolve

TOKEN, KEY = "A" * 32, "0" * 40
# Where it stands: addresses that must go on leading to the page of this name.
IN_THE_WORLD = {
    "certificates on paper and their QR codes": [
        (f"/verify/{TOKEN}/", "verify_show"),
        ("/verify/", "verify_search"),
        ("/verify/offline/", "verify_offline"),
        ("/verify/offline/list.json", "verify_offline_list"),
        ("/verify/worker.js", "verify_worker"),
        ("/verify/file/", "verify_file"),
    ],
    "identity badges": [(f"/badge/{'A' * 32}/", "badge_check")],
    "credentials and those who check them": [
        ("/.well-known/did.json", "did_document"),
        ("/.well-known/jwks.json", "key_set"),
        ("/credentials/issuer/", "issuer_profile"),
        ("/credentials/status/revocation/1/", "status_list"),
        ("/credentials/status/suspension/1/", "status_list"),
        ("/credentials/", "credential_how"),
    ],
    "the register and whoever keeps a copy of it": [
        ("/register/", "root_list"),
        ("/register/roots.json", "root_list_json"),
        ("/register/entries.json", "entry_list_json"),
        ("/holders/", "holder_list"),
    ],
    "programs": [
        (f"/api/v1/verify/token/{TOKEN}", "verify_token"),
        ("/api/v1/verify/number", "verify_number"),
        ("/api/v1/verify/file", "verify_file"),
        ("/api/v1/register/roots", "register_roots"),
        ("/api/v1/register/entries", "register_entries"),
        ("/api/v1/openapi.json", "openapi-json"),
    ],
    "reports and their follow-up": [("/report/", "report_create"), ("/report/follow/", "report_follow")],
    "mails": [
        (f"/invitation/{KEY}/accept/", "invitation_accept"),
        ("/accounts/password/reset/key/1-set-password/", "account_reset_password_from_key"),
        ("/work/", "work"),
        ("/case/1/", "own_assessment_show"),
        ("/matter/1/answer/", "ethics_case_answer"),
        ("/ethics/pledge/", "pledge_sign"),
    ],
}


@pytest.mark.parametrize(
    ("address", "name"), [pair for pairs in IN_THE_WORLD.values() for pair in pairs], ids=lambda part: part
)
def test_an_address_in_the_world_leads_where_it_led(address, name):
    assert resolve(address).url_name == name


def test_an_address_that_is_gone_would_be_noticed():
    with pytest.raises(Resolver404):
        resolve("/certificate-of-before/1/")
