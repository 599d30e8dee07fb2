"""The WSGI application that the production server loads."""

import codecs
import os
from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lsp_portal.settings")

portal = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Django's own, which is told of a body what `plain` leaves of its Content-Type."""
    if said := environ.get("CONTENT_TYPE"):
        environ["CONTENT_TYPE"] = plain(said)
    return portal(environ, start_response)


def plain(content_type: str) -> str:
    """A Content-Type without its encoding; "" for one that cannot be read or that names another than UTF-8.

    Django reads addresses and forms by what a request claims here. Some encodings fail before any page could say so,
    some carry half a letter (a lone surrogate), which no database takes, past every check of a field.
    """
    try:
        kind, words = parse_header_parameters(content_type)
        if codecs.lookup(words.get("charset", "utf-8")).name != "utf-8":
            return ""
    except (ValueError, LookupError):
        return ""
    if "boundary" not in words:
        return kind
    boundary = words["boundary"].replace("\\", r"\\").replace('"', r"\"")
    return f'{kind}; boundary="{boundary}"'
