"""The register of certificates, and the printed file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from assessments.access import allow, is_decision_maker, is_lsp_admin
from assessments.confidentiality.readings import Kind, note_reading
from kit import limits
from kit.access import anybody, signed_in
from kit.history import history
from kit.lists import list_page

from ..acts.views import acts_for
from ..certificates.lists import CertificateFilter, CertificateTable
from ..models import Certificate, CertificateFile
from . import daily_roots


@allow(is_lsp_admin, is_decision_maker)
def certificate_list(request: HttpRequest) -> HttpResponse:
    return list_page(
        request,
        queryset=Certificate.objects.visible_to(request.user).for_list(),
        table_class=CertificateTable,
        filter_class=CertificateFilter,
        template="certificates/certificates/certificate_list.html",
    )


@allow(signed_in)
def certificate_show(request: HttpRequest, pk: int) -> HttpResponse:
    """The record, for an admin, a decision maker and its holder; each is offered the acts that are his."""
    rows = Certificate.objects.visible_to(request.user).with_holder()
    certificate = get_object_or_404(rows.select_related("issued_by", "replaces", "renews"), pk=pk)
    note_reading(request.user, certificate.assessment.candidate, Kind.CERTIFICATE)
    staff = is_lsp_admin(request.user) or is_decision_maker(request.user)
    # "certified" is the assessment's word for the same act as "issued": one line is enough.
    told = history(certificate, certificate.assessment, without="certified") if staff else []
    page = {
        "certificate": certificate,
        "said": certificate.said,
        "file": CertificateFile.objects.defer("content").filter(certificate=certificate).first(),
        "acts": acts_for(request.user, certificate),
        "events": told,
    }
    return render(request, "certificates/certificates/certificate_show.html", page)


@allow(signed_in)
def certificate_download(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as issued, byte for byte, for whoever sees the record."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user).with_holder(), pk=pk)
    file = get_object_or_404(CertificateFile, certificate=certificate)
    note_reading(request.user, certificate.assessment.candidate, Kind.DOCUMENT)
    response = HttpResponse(bytes(file.content), content_type="application/pdf")
    name = f"sertifikat-{certificate.number.replace(' ', '-')}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = f'"{file.sha256}"'
    response["Cache-Control"] = "private, no-cache"
    return response


PER_PAGE = 60


@allow(anybody)
@limits.limited("list")
def root_list(request: HttpRequest) -> HttpResponse:
    """How the register is kept from being changed, and the root of every day."""
    page = Paginator(daily_roots.published(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "certificates/register/root_list.html", {"page": page, "newest": daily_roots.newest_entry()})


@allow(anybody)
@limits.limited("list")
def root_list_json(request: HttpRequest) -> HttpResponse:
    """All daily roots, and how they are computed."""
    return _public(daily_roots.as_data())


@allow(anybody)
@limits.limited("list")
def entry_list_json(request: HttpRequest) -> HttpResponse:
    """The entries after a number, as many as one answer holds."""
    return _public(daily_roots.entries_as_data(after=daily_roots.number_in(request.GET.get("after", ""))))


def _public(data: Any) -> JsonResponse:
    """JSON that any page on any site may read."""
    response = JsonResponse(data)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=60"
    return response
