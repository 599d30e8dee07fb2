"""Checking without a connection: the page, the signed list it asks, and the worker that keeps both on the device."""

import hashlib
import json
import re

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page

from assessments.access import allow
from kit.access import anybody
from kit.errors import RuleError

from ..models import SigningKey
from .listing import GOOD_FOR, offline_list

LANGUAGES = [code for code, _name in settings.LANGUAGES]
WORKER_KEPT = 5 * 60  # seconds: a browser asks for the worker at each check, and it names two whole pages
NAMED_BY_SHEETS = ["vendor/fonts/plus-jakarta-sans-latin-ext.woff2"]  # what a page needs without naming it itself


@allow(anybody)
@cache_control(no_cache=True)
def verify_offline(request: HttpRequest) -> HttpResponse:
    """The page that checks a code on the reader's own device. The same for everybody, so that it may be kept."""
    return HttpResponse(_page(request, request.GET.get("language", "")))


@gzip_page
@allow(anybody)
@cache_control(no_cache=True)
def verify_offline_list(request: HttpRequest) -> HttpResponse:
    """The signed list of certificates not in force; 404 where no code was ever signed, 503 when no key may sign it."""
    if not SigningKey.objects.filter(purpose=SigningKey.Purpose.QR).exists():
        raise Http404
    try:
        response = HttpResponse(offline_list(timezone.now()), content_type="application/json")
    except RuleError as refusal:
        return JsonResponse({"error": refusal.code}, status=503)
    response["Access-Control-Allow-Origin"] = "*"  # anybody may write a checker
    return response


@allow(anybody)
@cache_control(no_cache=True)
def verify_worker(request: HttpRequest) -> HttpResponse:
    """The service worker of /verify/: what it keeps. What it does stands in static/js/offline-worker.js."""
    script = cache.get_or_set("offline-worker", lambda: _worker(request), WORKER_KEPT)
    return HttpResponse(script, content_type="text/javascript")


def _worker(request: HttpRequest) -> str:
    pages = {language: _page(request, language) for language in LANGUAGES}
    assets = sorted({address for page in pages.values() for address in _static_addresses(page)})
    here = reverse("verify_offline")
    kept = {
        "version": hashlib.sha256("".join([*pages.values(), *assets]).encode()).hexdigest()[:16],
        "scope": reverse("verify_search"),
        "pages": {language: f"{here}?language={language}" for language in LANGUAGES},
        "assets": assets,
        "list": reverse("verify_offline_list"),
    }
    return f"self.OFFLINE = {json.dumps(kept)};\nimportScripts({json.dumps(static('js/offline-worker.js'))});\n"


def _page(request: HttpRequest, language: str) -> str:
    """The page in this language, or in the reader's own."""
    with translation.override(language if language in LANGUAGES else translation.get_language()):
        return render_to_string("certificates/offline/verify_offline.html", {"good_for": GOOD_FOR.days}, request)


def _static_addresses(page: str) -> set[str]:
    """Every static file that the page names, and those its style sheets need."""
    named = re.findall(rf'="({re.escape(settings.STATIC_URL)}[^"#]+)', page)
    return {*named, *(static(name) for name in NAMED_BY_SHEETS)}
