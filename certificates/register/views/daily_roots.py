"""The chain of the register in public: the root of each day, and every entry, so that anybody may keep copies."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kit import limits

from .. import daily_roots

PER_PAGE = 60


@require_safe
@login_not_required
@limits.limited("list")
def root_list(request: HttpRequest) -> HttpResponse:
    """How the register is kept from being changed, and the root of every day."""
    page = Paginator(daily_roots.published(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "certificates/root_list.html", {"page": page, "newest": daily_roots.newest_entry()})


@require_safe
@login_not_required
@limits.limited("list")
def root_list_json(request: HttpRequest) -> HttpResponse:
    """All daily roots, and how they are computed."""
    return _public(daily_roots.as_data())


@require_safe
@login_not_required
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
