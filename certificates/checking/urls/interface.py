"""The addresses of the API, each behind the same gate: limits first, then the question, and every refusal as JSON."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from kit import limits

from ..api import api, patience, problem
from ..forms import too_large
from ..views import declared_too_large

# Each is counted for each of these; a number in the worker's memory first, so that a flood writes little.
ACTIONS = {"verify_token": ("check",), "verify_number": ("check", "number"), "verify_file": ("file",)}
FILE = "file"
DESCRIPTIONS = {"openapi-json", "openapi-view", "api-root"}
SAFE = ("GET", "HEAD")
View = Callable[..., HttpResponse]


def gated(view: View, *actions: str) -> View:
    """No cookie is read and none is set, so a request needs no token against forgery."""

    @csrf_exempt
    @login_not_required
    @wraps(view, updated=())
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            response = _refused(request, actions) or _asked(view, request, *args, **kwargs)
            if response.status_code == 404 and actions == ("check",) and (wait := limits.exceeded(request, "unknown")):
                response = patience(request, wait)
        except PermissionDenied:  # nobody knows whom to count this request for
            response = problem(request, 403, _("Alamat asal permintaan ini tidak dapat dipastikan."))
        if request.method in SAFE:
            response["Access-Control-Allow-Origin"] = "*"
        response["X-Robots-Tag"] = "noindex"
        response.setdefault("Cache-Control", "no-store")
        return response

    return answer


def _asked(view: View, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    asked = request.method
    request.method = "GET" if asked == "HEAD" else asked  # the server leaves the body out
    try:
        response = view(request, *args, **kwargs)
    except Http404:
        return problem(request, 404, _("Alamat ini tidak ada."))
    finally:
        request.method = asked
    if isinstance(response, HttpResponseNotAllowed):
        refused = problem(request, 405, _("Cara meminta ini tidak dikenal di sini."))
        refused["Allow"] = "GET, HEAD" if "GET" in response["Allow"] else response["Allow"]
        return refused
    return response


def _nothing(request: HttpRequest) -> HttpResponse:
    raise Http404


def _refused(request: HttpRequest, actions: tuple[str, ...]) -> HttpResponse | None:
    for action in actions:
        if wait := limits.exceeded(request, action):
            return patience(request, wait)
    if FILE in actions and declared_too_large(request):
        return problem(request, 413, too_large())
    return None


def _gate(pattern: Any) -> Any:
    described = pattern.name in DESCRIPTIONS
    view = require_safe(pattern.callback) if described else pattern.callback
    pattern.callback = gated(view, *ACTIONS.get(pattern.name or "", ("list",)))
    return pattern


first = [_gate(pattern) for pattern in api.urls[0]]
urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include(first)),
    re_path("", gated(_nothing, "list"), name="nothing"),
]
