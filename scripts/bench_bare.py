"""What `scripts/bench.py` measures against: a bare view, the least view there is, and the changelists.

Bare: a function view behind the same middleware and sign-in. It takes one page of 25 venues through the ORM and
Django's Paginator, and writes six plain columns in a template without layout, filters, links, counts or badges.
Hello: the same middleware and sign-in, no row, no template.
Changelists: `bench_changelists`.
"""

from functools import cache

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from assessments.models import Venue

from .bench_changelists import SITES

COLUMNS = ("name", "kind", "city", "capacity", "verified_until", "is_active")
CELLS = "".join(f"<td>{{{{ row.{name} }}}}</td>" for name in COLUMNS)
PAGE = (
    "<!doctype html><title>{{ page.paginator.count }}</title><table>{% for row in page %}<tr>"
    + CELLS
    + "</tr>{% endfor %}</table><p>{{ page.number }} / {{ page.paginator.num_pages }}</p>"
)


@cache
def _template():
    return engines["django"].from_string(PAGE)


def bare(request: HttpRequest) -> HttpResponse:
    page = Paginator(Venue.objects.order_by("name"), 25).get_page(request.GET.get("page"))
    return HttpResponse(_template().render({"page": page}, request))


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [
    path("bare/", bare, name="bare"),
    path("hello/", hello, name="hello"),
    *(path(f"changelist/{name}/", site.urls) for name, site in SITES.items()),
    path("", include("lsp_portal.urls")),
]
