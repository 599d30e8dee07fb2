"""Who may open what: a row for every url name, read by test_access_matrix.

A row says which people of the world may open the address, for whom its object does not exist (404) and who is led
elsewhere. Everybody else is refused with 403, and a visitor without an account is led to the sign-in page. `get` and
`post` are the answers to those who may: to the page, and to its form sent empty (405 where there is nothing to send).
"""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver

from . import assessments, cases, certificates, ethics, evaluations, portal
from .row import ELSEWHERE, EVERYBODY, UNKNOWN, WRONG_METHOD

__all__ = ["ELSEWHERE", "EVERYBODY", "ROWS", "UNKNOWN", "WRONG_METHOD", "url_patterns"]

ROWS = [*portal.ROWS, *assessments.ROWS, *certificates.ROWS, *ethics.ROWS, *evaluations.ROWS, *cases.ROWS]


def url_patterns(patterns: list[Any] | None = None) -> Iterator[URLPattern]:
    """Every address but those of the Django admin and of the API (checking/test_api.py has these)."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if not hasattr(pattern, "url_patterns"):
            yield pattern
        elif getattr(pattern, "namespace", None) not in ("admin", "api"):
            yield from url_patterns(pattern.url_patterns)
