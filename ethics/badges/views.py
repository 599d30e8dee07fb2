"""The assessor's badge on his phone, and the page that tells anybody whether it is valid now."""

import io
from base64 import b64encode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from PIL import Image

from assessments.access import allow, is_assessor
from assessments.models import Upload
from certificates.printing.code import code
from kit import limits
from kit.access import anybody

from .operations import badge_for, sessions_of, valid_badge

SIDE = 40  # mm of the code
PORTRAIT = (320, 420)  # pixels, enough to know a face by


@allow(is_assessor)
def badge_show(request: HttpRequest) -> HttpResponse:
    """Who he is, and for each of today's sessions the code that others check; it is made when first shown."""
    assessor, today = request.user.person.assessor, timezone.localdate()
    badges = [
        badge_for(by=request.user, on=today, session=session, assessor=assessor)
        for session in sessions_of(assessor, on=today)
    ]
    shown = [
        (badge, code(settings.PORTAL_URL.rstrip("/") + reverse("badge_check", args=[badge.token]), SIDE).source)
        for badge in badges
        if badge.is_valid(today)
    ]
    page = {"assessor": assessor, "badges": shown, "refused": len(badges) - len(shown), "today": today}
    return render(request, "ethics/badges/badge_show.html", page)


@allow(anybody)
@limits.limited("check")
def badge_check(request: HttpRequest, token: str) -> HttpResponse:
    """Valid today, with where and when; or not, without a word about anybody or why. Unknown is the same page, 404."""
    badge = valid_badge(token)
    if badge is None and (wait := limits.exceeded(request, "unknown")):
        return limits.refusal(request, wait)
    page = {"badge": badge, "today": timezone.localdate()}
    if badge:
        page["portrait"] = _portrait(badge.assessor.person.photo)
    response = render(request, "ethics/badges/badge_check.html", page, status=200 if badge else 404)
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _portrait(photo: Upload | None) -> str:
    """The photo small and within the page: its own address would open it to whoever has it tomorrow."""
    if photo is None:
        return ""
    try:
        with photo.file.open("rb") as file, Image.open(file) as image:
            image.thumbnail(PORTRAIT)
            out = io.BytesIO()
            image.convert("RGB").save(out, "JPEG", quality=80)
    except OSError:
        return ""
    return f"data:image/jpeg;base64,{b64encode(out.getvalue()).decode()}"
