"""What the values of a choice are called."""

from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist


@cache
def words_of(model: type[object], field: str) -> dict[Any, Any]:
    """What each value of a field is called; {} where it is no choice. Django gathers this anew for each record."""
    try:
        return dict(model._meta.get_field(field).flatchoices)  # type: ignore[attr-defined]
    except (AttributeError, FieldDoesNotExist):
        return {}
