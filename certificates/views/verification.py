"""Anybody may check a certificate: by the address in its QR code, or by its number. No account, no script."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..models import Certificate

LONGEST_NUMBER = 40


@require_safe
@login_not_required
def verify_show(request: HttpRequest, token: str) -> HttpResponse:
    """What the register says of the certificate with this token; 404 when there is none."""
    certificate = Certificate.objects.filter(token=token).first()
    if certificate is None:
        raise Http404
    return _shown(request, certificate)


@require_safe
@login_not_required
def verify_search(request: HttpRequest) -> HttpResponse:
    """The search by certificate or registration number; an unknown number answers 404 with the search at hand."""
    number = " ".join(request.GET.get("number", "").replace("\x00", "").upper().split())[: LONGEST_NUMBER + 1]
    if not number:
        return render(request, "certificates/verify_search.html", {"number": ""})
    certificate = Certificate.objects.filter(Q(number=number) | Q(registration_number=number)).first()
    if certificate is None:
        return render(request, "certificates/verify_search.html", {"number": number, "unknown": True}, status=404)
    return _shown(request, certificate)


def _shown(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """Holder, scheme, units, dates and standing, and nothing more."""
    page = {
        "certificate": certificate,
        "said": certificate.snapshot,
        "today": timezone.localdate(),
    }
    response = render(request, "certificates/verify_show.html", page)
    response["X-Robots-Tag"] = "noindex"
    return response
