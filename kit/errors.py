"""How an operation refuses."""

from typing import Any

from django.core.exceptions import ValidationError


class RuleError(ValidationError):
    """A rule of the field forbids the act now. The message is for the reader, `code` for programs and tests.

    Not for "you may not": that is PermissionDenied, from `access`.
    """

    code: str

    def __init__(self, message: Any, code: str, params: dict[str, object] | None = None) -> None:
        super().__init__(message, code=code, params=params)
