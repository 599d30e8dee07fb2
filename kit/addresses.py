"""The addresses of records' pages."""

from functools import cache

from django.urls import reverse

PLACE = 987_654_321


@cache
def _around(url_name: str) -> tuple[str, str]:
    before, _place, after = reverse(url_name, args=[PLACE]).partition(str(PLACE))
    return before, after


def page_of(url_name: str, key: int) -> str:
    """The page of the record with this key.

    The pattern is looked up once a process: a list has 25 addresses, and asking Django for each of them was a tenth of
    its time. NoReverseMatch for a name that no page has.
    """
    before, after = _around(url_name)
    return f"{before}{key}{after}"
