"""Refusals as pages (what a rule forbids, 422; what a method forbids, 405), and what no browser may keep."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from kit.errors import RuleError

Next = Callable[[HttpRequest], HttpResponse]


class RefusalMiddleware:
    """Turns a RuleError nobody caught into a page with its reason, and an empty 405 into a page with a way on.

    Writes nothing to the log: the reason may name a person.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            page = render(request, "405.html", status=405)
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, RuleError):
            return render(request, "422.html", {"reasons": exception.messages}, status=422)
        return None


class NothingKeptMiddleware:
    """What somebody signed in was shown is stored nowhere: on a shared computer the next one may press “back”.

    A view that says itself how long its answer may be kept (a logo, a photo) has the last word.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response
