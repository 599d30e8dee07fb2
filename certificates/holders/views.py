"""The public register of holders: those who want to stand in it, and their switch."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import allow
from assessments.confidentiality.readings import Kind, note_reading
from assessments.models import Candidate
from kit import limits
from kit.access import FORM, anybody, signed_in
from kit.errors import RuleError
from kit.forms.refusals import Confirmation, form_status
from kit.turns import one_at_a_time
from kit.views.submitting import posted, submit

from ..consents import operations
from ..models import Certificate, RegisterConsent
from ..printing import card_pdf, card_png
from . import statistics

PER_PAGE = 25
LONGEST_SEARCH = 100


@allow(anybody)
@limits.limited("list")
def holder_list(request: HttpRequest) -> HttpResponse:
    """Name, scheme, number and last day of the certificates in force whose holders agreed."""
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST_SEARCH]
    rows = Certificate.objects.listed(timezone.localdate()).matching(text)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    response = render(request, "certificates/holders/holder_list.html", {"page": page, "text": text})
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"  # who takes his name out is gone from the next page on
    return response


@allow(signed_in, methods=FORM)
def candidate_consent(request: HttpRequest, pk: int) -> HttpResponse:
    """A candidate's own switch: asked once more in words, and off as easily as on."""
    candidate = get_object_or_404(Candidate.objects.select_related("person"), pk=pk, person__account=request.user)
    listed, form = RegisterConsent.objects.stands(candidate), Confirmation(posted(request))
    counts = RegisterConsent.objects.counting(timezone.localdate()).filter(candidate=candidate).exists()
    act = operations.withdraw_consent if request.POST.get("wanted") == "no" else operations.give_consent
    if submit(request, form, act, candidate=candidate):
        messages.success(request, _("Pilihan Anda disimpan."))
        return redirect("candidate_consent", pk=pk)
    page = {"candidate": candidate, "listed": listed, "counts": counts, "refusal": form.refusal}
    return render(request, "certificates/holders/candidate_consent.html", page, status=form_status(form))


@allow(signed_in)
def certificate_card_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The card as a PDF. Refused (422) while the certificate is not in force."""
    certificate = _in_force(request, pk)
    with one_at_a_time(request.user):
        content = card_pdf(certificate.said)
    return _file(certificate, content, "pdf", "application/pdf")


@allow(signed_in)
def certificate_card_png(request: HttpRequest, pk: int) -> HttpResponse:
    """The card as a picture. Refused (422) while the certificate is not in force."""
    certificate = _in_force(request, pk)
    with one_at_a_time(request.user):
        content = card_png(certificate.said)
    return _file(certificate, content, "png", "image/png")


def _in_force(request: HttpRequest, pk: int) -> Certificate:
    """A card says nothing of a suspension, so there is none of a certificate that cannot be relied on."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user).with_holder(), pk=pk)
    if certificate.standing.in_force:
        note_reading(request.user, certificate.assessment.candidate, Kind.DOCUMENT)
        return certificate
    raise RuleError(
        _("Kartu hanya ada untuk sertifikat yang berlaku. Sertifikat ini: %(standing)s."),
        code="not_in_force",
        params={"standing": certificate.standing.label},
    )


def _file(certificate: Certificate, content: bytes, ending: str, content_type: str) -> HttpResponse:
    name = f"kartu-{certificate.number.replace(' ', '-')}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)


@allow(anybody)
@limits.limited("list")
def statistics_show(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    months = statistics.by_month(today)
    page = {
        "months": months,
        "issued": sum(month.number for month in months),
        "best": max(months, key=lambda month: month.number),
        "plot": statistics.plot(months),
        "standing": statistics.standing(today),
        "schemes": statistics.by_scheme(today),
        "small": statistics.SMALL,
        "today": today,
    }
    return render(request, "certificates/holders/statistics_show.html", page)
