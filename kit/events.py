"""Where acts are written down: kit records them with the model that an app registers, and owns no table itself."""

from datetime import date
from typing import Any, Protocol

from django.db.models import Model

from kit.accounts import Account


class Journal(Protocol):
    """The model of acts. Its manager answers `about(*rows)`: what was recorded about these rows, oldest first."""

    objects: Any

    def record(self, row: Model, verb: str, *, by: Account | None, on: date, reason: str = "", **data: Any) -> Any:
        """Write an act beside the change it tells of; the caller holds the transaction."""


_registered: list[Any] = []


def record_with(model: Any) -> None:
    """Register the model of acts; said again, the later word counts."""
    _registered[:] = [model]


def journal() -> Journal:
    """The registered model. LookupError when no app has named one."""
    if not _registered:
        raise LookupError("no app has registered the model of its acts: kit.events.record_with")
    found: Journal = _registered[0]
    return found
