"""What anybody may read about this LSP."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.access import allow
from assessments.models import Definition, LegalBasis, SchemeVersion
from kit.access import anybody

SCHEMES_ON_HOME = 8


@allow(anybody)
def home(request: HttpRequest) -> HttpResponse:
    """Who this LSP is, what it certifies, and the question most visitors come with: is this certificate real?"""
    schemes = list(SchemeVersion.objects.in_force().for_list().order_by("title", "pk")[: SCHEMES_ON_HOME + 1])
    context = {
        "schemes": schemes[:SCHEMES_ON_HOME],
        "more_schemes": len(schemes) > SCHEMES_ON_HOME,
        "definitions": Definition.objects.all(),
        "bases": LegalBasis.objects.all(),
    }
    return render(request, "lsp_portal/public/home.html", context)


@allow(anybody)
def how_it_works(request: HttpRequest) -> HttpResponse:
    return render(request, "lsp_portal/public/how_it_works.html", {"definitions": Definition.objects.all()})


@allow(anybody)
def legal_basis(request: HttpRequest) -> HttpResponse:
    context = {"bases": LegalBasis.objects.all(), "definitions": Definition.objects.all()}
    return render(request, "lsp_portal/public/legal_basis.html", context)
