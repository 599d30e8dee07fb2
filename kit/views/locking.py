"""The lock that makes a comparison worth something: between looking and writing nobody else writes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def locking(rows: Callable[..., QuerySet[Any]]) -> Callable[[View], View]:
    """A POST of this view is one transaction that begins by locking `rows` (asked with what the address names).

    So the record that a form compares with what its reader saw is the one that the operation changes.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def locked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            with transaction.atomic():
                list(rows(*args, **kwargs).select_for_update(of=("self",)).order_by("pk"))
                return view(request, *args, **kwargs)

        return locked

    return decorate
