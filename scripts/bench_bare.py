"""The bare Django view that `scripts/bench.py` measures against, and the least view there is.

Bare: a function view behind the same middleware and sign-in. It takes one page of 25 rows of one table through the ORM
and Django's Paginator, and shows six of its own columns in a template without a layout. Of a search it is asked the
same as the portal's list, in one column; a page is the same page; whatever the list is sorted by, it keeps its order.
Hello: the same middleware and sign-in, no row, no template.
"""

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

COLUMNS = 6
PAGE = (
    "<!doctype html><title>{{ page.paginator.count }}</title><table>{% for row in page %}<tr>"
    "{{ CELLS }}</tr>{% endfor %}</table><p>{{ page.number }} / {{ page.paginator.num_pages }}</p>"
)


def own_columns(model: type[Model]) -> list[str]:
    """The first columns of the table, as they are stored: a key of another table stays a number."""
    return [field.attname for field in model._meta.concrete_fields if field.get_internal_type() != "JSONField"][
        :COLUMNS
    ]


def template_of(model: type[Model]):
    cells = "".join(f"<td>{{{{ row.{name} }}}}</td>" for name in own_columns(model))
    return engines["django"].from_string(PAGE.replace("{{ CELLS }}", cells))


TEMPLATES: dict[str, object] = {}


def bare(request: HttpRequest, label: str) -> HttpResponse:
    model = apps.get_model(label)
    template = TEMPLATES.get(label) or TEMPLATES.setdefault(label, template_of(model))
    rows = model._default_manager.only(*own_columns(model)).order_by(*(model._meta.ordering or ["pk"]))
    if "q" in request.GET:
        rows = rows.filter(**{f"{request.GET['column']}__icontains": request.GET["q"]})
    page = Paginator(rows, 25).get_page(request.GET.get("page"))
    return HttpResponse(template.render({"page": page}, request))


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [
    path("bare/<str:label>/", bare, name="bare"),
    path("bare/", hello, name="hello"),
    path("", include("lsp_portal.urls")),
]
