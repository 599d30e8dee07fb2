"""One field that finds a candidate, a number, a scheme or a session."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments.access import allow, is_lsp_admin
from assessments.people.identity import NIK_LENGTH, normalise_identity
from kit.access import signed_in

from . import searching

BEGIN_OF_NUMBER = re.compile(r"\d{5} \d{4} \d{6,8}")
LONGEST = 100
SHORTEST = 2


@allow(signed_in)
def search(request: HttpRequest) -> HttpResponse:
    """What the reader may see that has every word. An identity number is sent off: addresses are kept in logs."""
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST].strip()
    if _looks_like_nik(text):
        if is_lsp_admin(request.user):
            messages.info(request, _("Cari NIK di halaman ini, supaya nomornya tidak tertinggal di alamat."))
            return redirect("candidate_find")
        messages.info(request, _("NIK tidak dapat dicari di sini. Cari dengan nama atau nomor sertifikat."))
        return redirect("search")
    groups = searching.search(request.user, text) if len(text) >= SHORTEST else []
    page = {"q": text, "groups": groups, "is_short": 0 < len(text) < SHORTEST}
    return render(request, "lsp_portal/search/search.html", page)


def _looks_like_nik(text: str) -> bool:
    """Sixteen digits, however they are grouped; fifteen or seventeen are a slip of the hand.

    The first groups of a certificate's number (62090 2513 0000001) are as many digits, and no secret.
    """
    if BEGIN_OF_NUMBER.fullmatch(text):
        return False
    digits = normalise_identity(text)
    return digits.isdigit() and abs(len(digits) - NIK_LENGTH) <= 1
