"""The addresses of the API, each behind the same gate: limits first, then the question, and every refusal as JSON."""

from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from ..api import api, problem
from ..checking import limits
from ..forms.dropping import too_large
from ..views.dropping import declared_too_large

ACTIONS = {"verify_token": "check", "verify_number": "check", "verify_file": "file"}
FILE = "file"


def gated(pattern: Any) -> Any:
    """No cookie is read and none is set, so a request needs no token against forgery."""
    view, action = pattern.callback, ACTIONS.get(pattern.name or "", "list")

    @csrf_exempt
    @login_not_required
    @wraps(view, updated=())
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = _refused(request, action) or _asked(request, *args, **kwargs)
        if response.status_code == 404 and action == "check" and (wait := limits.exceeded(request, "unknown")):
            response = _patience(request, wait)
        if request.method in ("GET", "HEAD"):
            response["Access-Control-Allow-Origin"] = "*"
        response["X-Robots-Tag"] = "noindex"
        response.setdefault("Cache-Control", "no-store")
        return response

    def _asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            return problem(request, 404, _("Alamat ini tidak ada."))
        if isinstance(response, HttpResponseNotAllowed):
            refused = problem(request, 405, _("Cara meminta ini tidak dikenal di sini."))
            refused["Allow"] = response["Allow"]
            return refused
        return response

    pattern.callback = answer
    return pattern


def _refused(request: HttpRequest, action: str) -> HttpResponse | None:
    if wait := limits.exceeded(request, action):
        return _patience(request, wait)
    if action == FILE and declared_too_large(request):
        return problem(request, 413, too_large())
    return None


def _patience(request: HttpRequest, wait: int) -> HttpResponse:
    response = problem(request, 429, _("Terlalu banyak permintaan. Coba lagi %(wait)s detik lagi.") % {"wait": wait})
    response["Retry-After"] = str(wait)
    return response


urlpatterns = [gated(pattern) for pattern in api.urls[0]]
