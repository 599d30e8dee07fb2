"""Who may open a page and which methods it answers: said by one decorator, asked in one order.

First who: without an account one is sent to sign in, and whoever may not is refused (403). Then how: another method is
405, for those who may. Last what an app asks of whoever sends something, before the view runs.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from .accounts import Asking

View = Callable[..., HttpResponse]
Question = Callable[[Any], bool]  # asked of an account: see accounts.Asking
SenderCheck = Callable[[Any, Sequence[Question]], None]

READ = ("GET", "HEAD")
FORM = (*READ, "POST")
ACT = ("POST",)


def anybody(_account: Asking) -> bool:
    """The whole world: a page that names it asks for no account."""
    return True


def signed_in(account: Asking) -> bool:
    return bool(account.is_authenticated)


def allowing(check_sender: SenderCheck) -> Callable[..., Callable[[View], View]]:
    """The decorator of an app's pages; `check_sender` refuses what an account sends on the strength of these questions.

    Used as `@allow(is_member)` for a page that is only read, `@allow(is_member, is_guest, methods=FORM)` for a form.
    """

    def allow(*questions: Question, methods: Sequence[str] = READ) -> Callable[[View], View]:
        def decorate(view: View) -> View:
            @wraps(view)
            def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
                if request.method not in READ:
                    check_sender(request.user, questions)
                return view(request, *args, **kwargs)

            answered = require_http_methods(list(methods))(checked)

            @wraps(view)
            def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
                if not any(may(request.user) for may in questions):
                    raise PermissionDenied
                return answered(request, *args, **kwargs)

            guarded.questions = questions  # type: ignore[attr-defined]
            guarded.allowed_roles = [  # type: ignore[attr-defined]
                may.__name__.removeprefix("is_") for may in questions if may not in (anybody, signed_in)
            ]
            return login_not_required(guarded) if anybody in questions else guarded

        return decorate

    return allow
