"""How often one address may ask the public pages: counted a minute at a time, in the process's own memory.

Writing a count would cost more than the answer itself. With several worker processes the limit
is that many times as high; it is there to stop machines that flood. What machines can guess (numbers follow one
another) and what is dear (a report) is counted exactly, over all processes: `SHARED`.
"""

import ipaddress
import time
from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from . import asked as counting

WINDOW = 60  # seconds
DAY = 24 * 60 * 60
SHARED = frozenset({"number", "report"})
View = Callable[..., HttpResponse]


def address_of(request: HttpRequest) -> str:
    """Who asks: the client's address behind the trusted proxies; of IPv6 the network a household is given."""
    said = get_adapter().get_client_ip(request)
    try:
        address = ipaddress.ip_address(said)
    except ValueError:
        return said
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:  # a socket for both kinds writes every IPv4 client so: they are not one network
            return str(address.ipv4_mapped)
        return str(ipaddress.IPv6Network((address, 64), strict=False).network_address)
    return str(address)


def exceeded(request: HttpRequest, action: str) -> int:
    """Count this request; 0 while it is within `PUBLIC_LIMITS`, else the seconds to wait.

    A shared action is counted over all processes, and a day at a time too where `PUBLIC_LIMITS_A_DAY` names it.
    """
    if action in SHARED:
        a_day = settings.PUBLIC_LIMITS_A_DAY.get(action)
        limits = [(WINDOW, settings.PUBLIC_LIMITS[action]), *([(DAY, a_day)] if a_day is not None else [])]
        return counting.exceeded(f"{action}:{address_of(request)}", limits)
    now, counts = time.time(), caches["limits"]
    key = f"{action}:{address_of(request)}:{int(now // WINDOW)}"
    counts.add(key, 0, timeout=WINDOW)
    try:
        asked = counts.incr(key)
    except ValueError:  # thrown out between the two lines, because the memory for counts was full
        return 0
    return 0 if asked <= settings.PUBLIC_LIMITS[action] else WINDOW - int(now % WINDOW)


def spoken(wait: int) -> str:
    """A time to wait in words: seconds, or whole minutes or hours when it is long."""
    if wait <= 2 * WINDOW:
        return ngettext("%(number)s detik", "%(number)s detik", wait) % {"number": wait}
    minutes = -(-wait // 60)
    if minutes <= 120:
        return ngettext("%(number)s menit", "%(number)s menit", minutes) % {"number": minutes}
    hours = -(-minutes // 60)
    return ngettext("%(number)s jam", "%(number)s jam", hours) % {"number": hours}


def refusal(request: HttpRequest, wait: int) -> HttpResponse:
    """The page that asks for patience."""
    page = render(request, "429.html", {"wait": spoken(wait)}, status=429)
    page["Retry-After"] = str(wait)
    page["Cache-Control"] = "no-store"
    return page


def limited(action: str) -> Callable[[View], View]:
    """Let a view answer as often as the limit of this action allows, and then ask for patience (429)."""

    def limit(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if wait := exceeded(request, action):
                return refusal(request, wait)
            return view(request, *args, **kwargs)

        return answer

    return limit
