"""Anybody may check a certificate: by the address in its QR code, or by its number. No account, no script."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kit import limits
from kit.lists import written_day

from .. import answering, lookups, names, stencils
from ..answering import Answer, Entry, Successor
from ..forms import DroppedFileForm

PAGE = "certificates/verify_show.html"
DAY = "j F Y"  # how the template writes days


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
    """The ways to check; with a number, what the register says of it, and 404 when it says nothing.

    Numbers follow one another, so each that is asked for is counted before anybody looks, found or not.
    """
    number, name = (
        " ".join(request.GET.get(field, "").replace("\x00", "").split())[:longest]
        for field, longest in (("number", lookups.LONGEST_TYPED), ("name", names.LONGEST_NAME))
    )
    if not number:
        return render(request, "certificates/verify_search.html", {"number": "", "form": DroppedFileForm()})
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
    _drawn(request, "certificates/_verify_answer.html", answering.STAND_IN, timezone.localdate())
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
