"""Anybody may check a certificate: by the address in its QR code, or by its number. No account, no script."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from .. import answering, limits
from ..answering import Answer
from ..forms.dropping import DroppedFileForm


@require_safe
@login_not_required
@limits.limited("check")
def verify_show(request: HttpRequest, token: str) -> HttpResponse:
    """What the register says of the certificate with this token; 404 when there is none."""
    return answered(request, answering.by_token(token))


@require_safe
@login_not_required
@limits.limited("check")
def verify_search(request: HttpRequest) -> HttpResponse:
    """The ways to check; with a number, what the register says of it, and 404 when it says nothing."""
    number = answering.tidy(request.GET.get("number", ""))
    if not number:
        return render(request, "certificates/verify_search.html", {"number": "", "form": DroppedFileForm()})
    return answered(request, answering.by_number(number), number=number)


def answered(request: HttpRequest, answer: Answer | None, *, number: str = "") -> HttpResponse:
    """The page of an answer. A browser keeps it, and asks each time whether it is still what the register says."""
    if answer is None:
        return _unknown(request, number)
    etag = f'"{answer.mark(timezone.localdate(), get_language(), request.user.pk, _edition())}"'
    kept = get_conditional_response(request, etag=etag)
    response = kept or render(
        request, "certificates/verify_show.html", {"answer": answer, "today": timezone.localdate()}
    )
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _unknown(request: HttpRequest, number: str) -> HttpResponse:
    """As much work as an answer, so that the time it takes tells nothing; whoever guesses is stopped soon."""
    if wait := limits.exceeded(request, "unknown"):
        return limits.refusal(request, wait)
    today = timezone.localdate()
    render_to_string("certificates/_verify_answer.html", {"answer": answering.STAND_IN, "today": today}, request)
    page = {"answer": None, "number": number, "form": DroppedFileForm(), "today": today}
    response = render(request, "certificates/verify_show.html", page, status=404)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@cache
def _edition() -> int:
    """When the pages of this installation were last changed: a page kept from before is asked for anew."""
    templates = Path(settings.BASE_DIR) / "templates"
    return max(int(path.stat().st_mtime) for path in templates.rglob("*.html"))
