"""Every list of the portal: search, filters, sorting and paging that live in the address.

Nonsense in the address (a page that is not there, a column unknown, a filter value that is none) shows the nearest
sensible list; a list never answers with an error for it.
"""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from .list_filters import asked, chips_of, shown_fields
from .tables import Table


def list_page(
    request: HttpRequest,
    *,
    queryset: QuerySet[Any],
    table_class: type[Table],
    filter_class: type[django_filters.FilterSet] | None = None,
    template: str = "lists/list.html",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """The list as a page, or only its changing part when htmx asks for it.

    Costs one count and one page of rows beyond what the queryset prefetches, whatever the number of rows.
    """
    filterset = asked(request, filter_class, queryset) if filter_class else None
    table = table_class(filterset.qs if filterset else queryset, request)
    chips = chips_of(request, filterset) if filterset else []
    fragment = request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request")
    page = {
        "table": table,
        "filters": shown_fields(filterset) if filterset else "",
        "chips": chips,
        "total": table.page.paginator.count,
        "searching": bool(chips),
        "list_template": "lists/_list_fragment.html" if fragment else "layouts/portal.html",
    }
    response = render(request, template, page | (context or {}))
    patch_vary_headers(response, ["HX-Request"])
    return response


def narrowed(
    request: HttpRequest, filter_class: type[django_filters.FilterSet], queryset: QuerySet[Any]
) -> QuerySet[Any]:
    """The rows that a list shows under this address, all of them."""
    rows: QuerySet[Any] = asked(request, filter_class, queryset).qs
    return rows
