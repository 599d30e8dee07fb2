"""Taking in files before a view begins its transaction."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from ..forms.taken import take_in_fields

View = Callable[..., HttpResponse]


def taking(form_class: type[BaseForm]) -> Callable[[View], View]:
    """The files of a POST for this form are taken in first, all at once; stands above `locking`, below who may."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST":
                take_in_fields(form_class, request.FILES)
            return view(request, *args, **kwargs)

        return answer

    return decorate
