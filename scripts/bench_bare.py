"""The bare Django view that `scripts/bench.py` measures against, and the least view there is.

Bare: a function view behind the same middleware and sign-in. It takes one page of 25 rows of the list's table through
the ORM and Django's Paginator, with the related rows that it names, and writes six plain columns in a template without
layout, filters, links, counts or badges. It is asked the same: the same word in the same columns, the same column to
sort by, the same page.
Hello: the same middleware and sign-in, no row, no template.
"""

from functools import cache, reduce
from operator import or_

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

PAGE = (
    "<!doctype html><title>{{ page.paginator.count }}</title><table>{% for row in page %}<tr>"
    "CELLS</tr>{% endfor %}</table><p>{{ page.number }} / {{ page.paginator.num_pages }}</p>"
)
# The columns that a bare list of each table shows: what the portal's list shows, as it is stored.
COLUMNS = {
    "assessments.Candidate": "person.name person.email person.phone education institution job",
    "assessments.Assessor": "person.name met_number licence_expires_on technical_certificate is_active",
    "assessments.Standard": "kind number year title issuer",
    "assessments.Unit": "code title title_en standard.number standard.year",
    "assessments.SchemeVersion": "title title_en scheme.number packaging number status",
    "assessments.Venue": "name kind city capacity verified_until is_active",
    "assessments.AssessmentSession": "scheme_version.title starts_at ends_at venue.name quota status",
    "assessments.Assessment": "candidate.person.name session.scheme_version.title signed_at status revision",
    "certificates.Certificate": "holder_name number scheme_title issued_on expires_on",
    "lsp_portal.User": "first_name last_name username email last_login is_active",
    "lsp_portal.Invitation": "person.name email invited_at expires_at used_at revoked_at",
}


# The columns that the portal's search of each list looks into.
SEARCHED = {
    "assessments.Candidate": "person__name person__email person__phone",
    "assessments.Assessor": "person__name met_number person__email",
    "assessments.Standard": "number title issuer year",
    "assessments.Unit": "code title title_en",
    "assessments.SchemeVersion": "title title_en scheme__number",
    "assessments.Venue": "name city address",
    "assessments.AssessmentSession": "scheme_version__title scheme_version__scheme__number venue__name venue__city",
    "assessments.Assessment": "candidate__person__name assessor__person__name session__scheme_version__title",
    "certificates.Certificate": "holder_name number registration_number scheme_title",
    "lsp_portal.User": "username email first_name last_name",
    "lsp_portal.Invitation": "person__name email",
}


@cache
def template_of(label: str):
    cells = "".join(f"<td>{{{{ row.{name} }}}}</td>" for name in COLUMNS[label].split())
    return engines["django"].from_string(PAGE.replace("CELLS", cells))


def rows_of(label: str):
    """Every row with the related rows its columns name; a certificate without the snapshot that nobody shows."""
    model = apps.get_model(label)
    related = {name.rpartition(".")[0].replace(".", "__") for name in COLUMNS[label].split() if "." in name}
    order = [] if label == "assessments.Assessment" else model._meta.ordering  # assessments have no index on theirs
    rows = model._default_manager.order_by(*(order or ["pk"]))
    rows = rows.defer("snapshot") if label == "certificates.Certificate" else rows
    return rows.select_related(*related) if related else rows


def bare(request: HttpRequest, label: str) -> HttpResponse:
    rows = rows_of(label)
    if "sort" in request.GET:
        rows = rows.order_by(request.GET["sort"], "pk")
    if "q" in request.GET:
        sought = [Q(**{f"{column}__icontains": request.GET["q"]}) for column in SEARCHED[label].split()]
        rows = rows.filter(reduce(or_, sought))
    page = Paginator(rows, 25).get_page(request.GET.get("page"))
    return HttpResponse(template_of(label).render({"page": page}, request))


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [
    path("bare/<str:label>/", bare, name="bare"),
    path("bare/", hello, name="hello"),
    path("", include("lsp_portal.urls")),
]
