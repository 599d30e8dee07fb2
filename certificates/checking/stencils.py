"""A page that anybody may ask for a million times: written once, and filled in for each who asks.

A template is rendered with marks in the slots where one page differs from the next (a name, a number, the address) and
kept for `STENCIL_SECONDS`. It is rendered for nobody, with a request of its own that has no user, session or message,
so that nothing of one reader can reach another. What else the page depends on stands in the context, which is the key.
"""

import re
import secrets
import time
from collections.abc import Hashable, Mapping
from functools import lru_cache
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.middleware.csrf import CSRF_SECRET_LENGTH, get_token
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language

SEED = secrets.token_hex(8)  # new in each process: no text that is stored or sent can hold a mark
MARK = re.compile(SEED + "([a-z-]{16})")


def slot(name: str) -> str:
    """The mark that stands for a value. It has the form of a certificate's token, for addresses are made of it too."""
    return f"{SEED}{name:-<16}"


def fits(request: HttpRequest) -> bool:
    """Whether this page looks the same to any reader: nobody is signed in and no message waits."""
    return not {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name} & request.COOKIES.keys()


def fill(
    request: HttpRequest, template: str, context: Mapping[str, Hashable], values: Mapping[str, object] | None = None
) -> str:
    """The page of a template, whose context has a slot for each of the values. They are escaped as a template does."""
    seconds = settings.STENCIL_SECONDS
    match = request.resolver_match
    cut = _kept if seconds else _kept.__wrapped__
    page = cut(
        template, tuple(context.items()), get_language(), match.url_name if match else None,
        int(time.time() // seconds) if seconds else 0,
    )  # fmt: skip
    given: dict[str, object] = {name: escape(value) for name, value in (values or {}).items()}
    if "%(csrf)s" in page:
        given["csrf"] = _token(request)
    return page % (given | {"path": escape(request.get_full_path())})


@lru_cache(maxsize=256)
def _kept(
    template: str, context: tuple[tuple[str, Hashable], ...], _language: str, url_name: str | None, _period: int
) -> str:
    """The page as a format, with a place for each slot."""
    nobody = HttpRequest()
    nobody.path = slot("path")
    nobody.user = AnonymousUser()
    nobody.resolver_match = SimpleNamespace(url_name=url_name)  # type: ignore[assignment] # which entry of a menu is this
    page = render_to_string(template, dict(context) | {"csrf_token": slot("csrf")}, nobody)
    return MARK.sub(lambda found: f"%({found[1].rstrip('-')})s", page.replace("%", "%%"))


def _token(request: HttpRequest) -> str:
    """Django's CSRF token. It masks a secret that is on page after page; that of a newcomer has not been on any."""
    if "CSRF_COOKIE" in request.META:
        return get_token(request)
    secret = secrets.token_hex(CSRF_SECRET_LENGTH // 2)
    request.META |= {"CSRF_COOKIE": secret, "CSRF_COOKIE_NEEDS_UPDATE": True}
    return secret


def forget(**_signal: object) -> None:
    """Write every page anew, because something that stands on all of them was changed."""
    _kept.cache_clear()
