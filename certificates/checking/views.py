"""A PDF may be dropped on the public page: is it the one that was issued? It is read and forgotten."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from assessments.access import allow
from kit import limits
from kit.access import FORM, anybody
from kit.days import written_day

from . import answering, lookups, names, stencils
from .answering import Answer, Entry, Successor
from .comparing import Outcome, TooManyNumbers, check_file
from .forms import DroppedFileForm, too_large

ROOM_FOR_THE_FORM = 64 * 1024  # what a browser sends around the file
STATUS = {Outcome.UNREADABLE: 422}


@csrf_exempt  # asked in `_checked`: finding the token means reading the file, and that comes after the limits
@allow(anybody, methods=FORM)
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
    response = render(request, "certificates/checking/verify_file.html", page, status=status)
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
    response = render(request, "certificates/checking/verify_search.html", page, status=status)
    response["Cache-Control"] = "no-store"
    return response


PAGE = "certificates/checking/verify_show.html"
DAY = "j F Y"  # how the template writes days


@allow(anybody)
@limits.limited("check")
def verify_show(request: HttpRequest, token: str) -> HttpResponse:
    """What the register says of the certificate with this token; 404 when there is none."""
    return answered(request, answering.by_token(token))


@allow(anybody)
@limits.limited("check")
def verify_search(request: HttpRequest) -> HttpResponse:
    """The ways to check; with a number, what the register says of it, and 404 when it says nothing.

    Numbers follow one another, so each that is asked for is counted before anybody looks, found or not.
    """
    number, name = (
        " ".join(request.GET.get(field, "").replace("\x00", "").split())[:longest]
        for field, longest in (("number", lookups.LONGEST_TYPED), ("name", names.LONGEST_NAME))
    )
    if not number:
        return render(request, "certificates/checking/verify_search.html", {"number": "", "form": DroppedFileForm()})
    if wait := limits.exceeded(request, "number"):
        return limits.refusal(request, wait)
    try:
        return answered(request, answering.by_number(number, name=name), number=number, name=name)
    except lookups.Twins:
        return _unknown(request, number, name, are_twins=True)


def answered(request: HttpRequest, answer: Answer | None, *, number: str = "", name: str = "") -> HttpResponse:
    """The page of an answer. A browser keeps it, and asks each time whether it is still what the register says."""
    if answer is None:
        return _unknown(request, number, name)
    today, anybody = timezone.localdate(), stencils.fits(request)
    reader = None if anybody else request.user.pk
    etag = f'"{answer.mark(today, get_language(), reader, _edition())}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        page = {"answer": answer, "today": today, "name": name}
        response = _drawn(request, PAGE, answer, today, name) if anybody else render(request, PAGE, page)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _unknown(request: HttpRequest, number: str, name: str = "", *, are_twins: bool = False) -> HttpResponse:
    """As much work as an answer, so that the time it takes tells nothing; whoever guesses codes is stopped soon.

    Whoever guesses numbers was counted before.
    """
    if not number and (wait := limits.exceeded(request, "unknown")):
        return limits.refusal(request, wait)
    _drawn(request, "certificates/checking/_verify_answer.html", answering.STAND_IN, timezone.localdate())
    page: dict[str, Any] = {"answer": None, "number": number, "name": name, "twins": lookups.TWINS if are_twins else ""}
    page["form"] = DroppedFileForm  # the template calls it to have a form
    status = 409 if are_twins else 404
    if stencils.fits(request):
        page |= {"number": number and stencils.slot("asked"), "name": name and stencils.slot("named")}
        text = stencils.fill(request, PAGE, page, {"asked": number, "named": name})
        response = HttpResponse(text, status=status)
    else:
        response = render(request, PAGE, page, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _drawn(request: HttpRequest, template: str, answer: Answer, today: date, name: str = "") -> HttpResponse:
    """The answer on the page that the certificates of its scheme share."""
    page = {"answer": _shared(answer), "today": today, "name": name and stencils.slot("named")}
    return HttpResponse(stencils.fill(request, template, page, _own(answer) | {"named": name}))


def _shared(answer: Answer) -> Answer:
    """The answer with a slot for each value that is its own: what is left, other certificates have too."""
    slot, own = stencils.slot, dict[str, Any]()
    own |= {name: slot(name) for name in ("holder", "number")}
    own["token"] = answer.token and slot("token")
    own |= {"registration_number": slot("registration"), "issued_on": slot("issued"), "expires_on": slot("expires")}
    own["latest"] = None  # not shown
    if answer.successor:
        token = answer.successor.token and slot("next-token")
        own["successor"] = Successor(slot("next-number"), token, answer.successor.why, slot("next-typed"))
    if answer.issued:
        own["issued"] = Entry(slot("entry"), slot("digest"), date.min)  # type: ignore[arg-type]
    return replace(answer, **own)


def _own(answer: Answer) -> dict[str, object]:
    """What the slots of an answer are filled with."""
    entry, successor = answer.issued, answer.successor
    return {
        "token": answer.token,
        "holder": answer.holder,
        "number": answer.number,
        "registration": answer.registration_number,
        "issued": written_day(answer.issued_on, DAY),
        "expires": written_day(answer.expires_on, DAY),
        "next-number": successor.number if successor else "",
        "next-token": successor.token if successor else "",
        "next-typed": successor.typed if successor else "",
        "entry": entry.number if entry else "",
        "digest": entry.digest if entry else "",
    }


@cache
def _edition() -> int:
    """When the pages of this installation were last changed: a page kept from before is asked for anew."""
    templates = Path(settings.BASE_DIR) / "templates"
    return max(int(path.stat().st_mtime) for path in templates.rglob("*.html"))
