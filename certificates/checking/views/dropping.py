"""A PDF may be dropped on the public page: is it the one that was issued? It is read and forgotten."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from kit import limits

from ..comparing import Outcome, TooManyNumbers, check_file
from ..forms import DroppedFileForm, too_large

ROOM_FOR_THE_FORM = 64 * 1024  # what a browser sends around the file
STATUS = {Outcome.UNREADABLE: 422}


@csrf_exempt  # asked in `_checked`: finding the token means reading the file, and that comes after the limits
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def verify_file(request: HttpRequest) -> HttpResponse:
    """Check a file that somebody sends; a file that is too large is not even read."""
    if request.method != "POST":
        return redirect("verify_search")
    if wait := limits.exceeded(request, "file"):
        return limits.refusal(request, wait)
    if declared_too_large(request):
        return _form(request, status=413, refusal=too_large())
    return _checked(request)


@csrf_protect
def _checked(request: HttpRequest) -> HttpResponse:
    form = DroppedFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, status=422, form=form)
    try:
        result = check_file(form.cleaned_data["file"].read(), count=lambda: limits.exceeded(request, "number"))
    except TooManyNumbers as error:
        return limits.refusal(request, error.wait)
    page = {"result": result, "answer": result.answer, "form": DroppedFileForm(), "today": timezone.localdate()}
    status = 503 if result.come_again else STATUS.get(result.outcome, 200)
    response = render(request, "certificates/verify_file.html", page, status=status)
    if result.come_again:
        response["Retry-After"] = str(result.come_again)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def declared_too_large(request: HttpRequest) -> bool:
    """Whether the request says itself that it is larger than any file we check."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:  # no number: Django reads nothing of such a request
        return False
    return length > settings.CHECK_MAX_BYTES + ROOM_FOR_THE_FORM


def _form(request: HttpRequest, *, status: int, form: DroppedFileForm | None = None, refusal: str = "") -> HttpResponse:
    page = {"number": "", "form": form or DroppedFileForm(), "refusal": refusal}
    response = render(request, "certificates/verify_search.html", page, status=status)
    response["Cache-Control"] = "no-store"
    return response
