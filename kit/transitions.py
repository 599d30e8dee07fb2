"""Every status, its allowed edges, and the one writer."""

from datetime import date
from typing import Any, cast

from django.db.models import Model
from django.utils.translation import gettext_lazy

from kit.events import journal
from kit.guards import require_standing

from .errors import RuleError

Edges = dict[type[Model], dict[str, set[str]]]
EDGES: Edges = {}


def draw(edges: Edges) -> None:
    """Add the edges of more statuses. Checked when a module loads: a forgotten status is a bug, not a surprise."""
    for model, of_model in edges.items():
        known = set(cast("Any", model).Status.values)
        if set(of_model) != known or not set().union(*of_model.values()) <= known:
            raise AssertionError(f"{model.__name__}: the edges and the statuses differ")
    EDGES.update(edges)


def allows(row: Any, to: str) -> bool:
    """Whether the row may move to this status; what buttons ask."""
    return to in EDGES[type(row)][row.status]


def check_move(row: Any, to: str) -> None:
    """RuleError("transition") for a move that is no edge."""
    if not allows(row, to):
        labels = dict(row._meta.get_field("status").choices)
        raise RuleError(
            gettext_lazy("Tidak dapat diubah dari “%(current)s” menjadi “%(wanted)s”."),
            code="transition",
            params={"current": row.get_status_display(), "wanted": labels[to]},
        )


def move(row: Any, to: str, **changes: Any) -> None:
    """Move a locked row along an edge, with any columns that change with it. Refuses what `check_move` refuses."""
    check_move(row, to)
    row.status = to
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=["status", *changes])


def advance(row: Any, to: str, *, verb: str, by: Any, on: date, reason: str = "", **changes: Any) -> Any:
    """`move`, and the event of it written beside. Refuses "guards_missing" as well."""
    require_standing()
    came_from = row.status
    move(row, to, **changes)
    return journal().record(row, verb, by=by, on=on, reason=reason, came_from=came_from, went_to=str(to))
