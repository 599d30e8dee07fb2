"""The credential of a certificate, and what strangers need to believe it: keys, issuer, status lists. All public."""

import hashlib
import json
import logging
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response

from assessments.access import allow
from assessments.confidentiality.readings import Kind, note_reading
from assessments.models import CertificationBody
from kit.access import anybody, signed_in
from kit.errors import RuleError

from ..models import Certificate, Credential
from . import identity, publishing

CREDENTIAL_TYPE = "application/vc+jwt"
KEYS_KEPT = "public, max-age=300"
ASKED_AGAIN = "public, no-cache"  # a cache may keep it, and asks each time whether it still stands
log = logging.getLogger(__name__)


@allow(signed_in)
def certificate_credential(request: HttpRequest, pk: int) -> HttpResponse:
    """The credential as signed at issue, for whoever sees the record."""
    rows = Certificate.objects.visible_to(request.user).with_holder()
    certificate = get_object_or_404(rows.defer("snapshot"), pk=pk)
    credential = get_object_or_404(Credential, certificate=certificate)
    note_reading(request.user, certificate.assessment.candidate, Kind.DOCUMENT)
    response = HttpResponse(credential.jwt, content_type=CREDENTIAL_TYPE)
    name = f"kredensial-{certificate.number.replace(' ', '-')}.jwt"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-cache"
    return response


@allow(anybody)
def did_document(request: HttpRequest) -> HttpResponse:
    """The LSP's did:web document."""
    return _published_keys(request, identity.did_document, "application/json")


@allow(anybody)
def key_set(request: HttpRequest) -> HttpResponse:
    """All public keys as a JWK Set."""
    return _published_keys(request, identity.jwks, "application/jwk-set+json")


@allow(anybody)
def issuer_profile(request: HttpRequest) -> HttpResponse:
    """The LSP as an Open Badges profile; 404 before its own data are entered."""
    body = CertificationBody.current()
    if body is None:
        raise Http404
    told = identity.profile(name=body.name, licence_number=body.licence_number, website=body.website)
    told |= {name: value for name, value in (("phone", body.phone), ("email", body.email)) if value}
    return _for_anybody(request, json.dumps(told), "application/json", kept=KEYS_KEPT)


@allow(anybody)
def status_list(request: HttpRequest, purpose: str, number: int) -> HttpResponse:
    """A signed status list, never older than the last act; 503 when no key can sign it."""
    if not publishing.there_is_list(purpose, number):
        raise Http404
    try:
        signed = publishing.status_list(purpose, number, timezone.now())
    except RuleError as refusal:
        if not Credential.objects.exists():
            raise Http404 from None
        log.error("A status list could not be signed: %s", refusal.code)
        return JsonResponse({"error": "The status list cannot be signed at the moment."}, status=503)
    return _for_anybody(request, signed, CREDENTIAL_TYPE, kept=ASKED_AGAIN)


@allow(anybody)
def credential_how(request: HttpRequest) -> HttpResponse:
    """How an employer checks a credential without asking anybody."""
    page = {"did": identity.did(), "address": identity.portal_address()}
    return render(request, "certificates/credentials/credential_how.html", page)


def _published_keys(request: HttpRequest, written: Callable[..., dict[str, Any]], content_type: str) -> HttpResponse:
    told = written(publishing.published_keys(timezone.now()))
    return _for_anybody(request, json.dumps(told), content_type, kept=KEYS_KEPT)


def _for_anybody(request: HttpRequest, content: str, content_type: str, *, kept: str) -> HttpResponse:
    """An answer that any page may read and any cache may keep, with a mark to ask again cheaply."""
    etag = f'"{hashlib.sha256(content.encode()).hexdigest()}"'
    answer = HttpResponse(content, content_type=content_type)
    answer["ETag"] = etag
    response = get_conditional_response(request, etag=etag, response=answer) or answer
    response["Cache-Control"] = kept
    response["Access-Control-Allow-Origin"] = "*"
    return response
