"""Numbers and blanks, designs, keys, certificates and their public check."""

from django.utils import timezone

from assessments.models import Assessment
from certificates.designs.operations import new_version
from certificates.keys.keys import make_key
from certificates.models import Credential, Design, DesignVersion, NumberPattern
from certificates.runs.operations import start_run

from .assessments import candidate, signed
from .row import ADMIN, EVERYBODY, UNKNOWN, WRONG_METHOD, rows


def granted(world):
    assert world.body
    return [world.granted().pk]


def issuing_run(world):
    return [start_run(assessments=[Assessment.objects.get(pk=granted(world)[0])], by=world.ratna, on=world.today).pk]


def certificate(world):
    return [world.certificate().pk]


def token(world):
    return [world.certificate().token]


def first_list(world):
    make_key("credential", years=3, at=world.at(0))
    return ["revocation", 0]


def with_credential(world):
    pks = certificate(world)
    key = make_key("credential", years=3, at=world.at(0))
    Credential.objects.create(certificate_id=pks[0], jwt="e30.e30.e30", signed_with=key)
    return pks


def design(world):
    return [Design.objects.get().pk]


def design_draft(world):
    return [new_version(design=Design.objects.get(), by=world.ratna, on=world.today).design_id]


def design_version(world):
    return [DesignVersion.objects.get().pk]


def pattern(world):
    return [NumberPattern.objects.first().pk]


def key(world):
    return [make_key("qr", years=1, at=timezone.now()).pk]


ROWS = [
    # --- for anybody
    *rows("verify_search", EVERYBODY),
    *rows("verify_show", EVERYBODY, token),
    *rows("verify_file", EVERYBODY, get=302, post=422),
    *rows("root_list root_list_json entry_list_json holder_list statistics_show", EVERYBODY),
    *rows("did_document key_set credential_how", EVERYBODY),
    *rows("issuer_profile", "", missing=EVERYBODY),  # until the LSP has entered its own data
    *rows("status_list", EVERYBODY, first_list),
    *rows("verify_offline verify_worker", EVERYBODY),
    *rows("verify_offline_list", EVERYBODY, get=UNKNOWN),  # no key, no list
    # --- numbers and blanks
    *rows("number_show number_example blank_show blank_list", ADMIN),
    *rows("number_pattern number_void blank_receive blank_spoil blank_return", ADMIN, post=422),
    *rows("pattern_discard", ADMIN, pattern, post=302),
    # --- designs of certificates, and the card
    *rows(
        "certificate_card_pdf certificate_card_png",
        f"{ADMIN} komang siti",
        certificate,
        missing="bima sekar yohanes wulan tamu",
    ),
    *rows("design_list", ADMIN),
    *rows("design_create", ADMIN, post=422),
    *rows("design_show", ADMIN, design),
    *rows("design_edit", ADMIN, design_draft, post=422),
    *rows("design_preview", ADMIN, design_draft, get=WRONG_METHOD, post=422),
    *rows("design_use design_discard", ADMIN, design_draft, post=302),
    *rows("design_schemes", ADMIN, design_draft, post=422),
    *rows("design_default", ADMIN, design, post=302),
    *rows("design_copy", ADMIN, design, get=WRONG_METHOD, post=302),
    *rows("design_picture design_proof", ADMIN, design_version),
    *rows("key_list", ADMIN),
    *rows("key_show", ADMIN, key),
    *rows("key_retire", ADMIN, key, post=422),
    # --- people
    *rows("certificate_list", f"{ADMIN} komang"),
    # --- from verdict to certificate
    *rows("candidate_consent", "siti", candidate, post=422, missing="ratna komang bima sekar yohanes wulan tamu"),
    *rows("certificate_issue", ADMIN, signed, post=422),
    *rows("certificate_issue", ADMIN, granted, post=302),
    *rows("issuing_list", ADMIN),
    *rows("issuing_create", ADMIN, post=422),
    *rows("issuing_show", ADMIN, issuing_run),
    *rows("issuing_download", ADMIN, issuing_run, post=422),
    *rows("issuing_resume", ADMIN, issuing_run, get=405, post=302),
    *rows(
        "certificate_suspend certificate_reinstate certificate_withdraw certificate_reduce",
        "komang",
        certificate,
        post=422,
    ),
    *rows("certificate_credential", f"{ADMIN} komang siti", with_credential, missing="bima sekar yohanes wulan tamu"),
    *rows("certificate_replace", ADMIN, certificate, post=422),
    *rows(
        "certificate_show certificate_download",
        f"{ADMIN} komang siti",
        certificate,
        missing="bima sekar yohanes wulan tamu",
    ),
]
