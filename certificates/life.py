"""The life of certificates and of their designs: which status may follow which, and the one writer of it."""

from typing import Any, cast

from django.db.models import Model
from django.utils.translation import gettext_lazy

from assessments.errors import RuleError

from .models import Certificate, DesignVersion

STATUS, DESIGN = Certificate.Status, DesignVersion.Status
EDGES: dict[type[Model], dict[str, set[str]]] = {
    Certificate: {
        STATUS.ACTIVE: {STATUS.SUSPENDED, STATUS.WITHDRAWN, STATUS.REPLACED},
        STATUS.SUSPENDED: {STATUS.ACTIVE, STATUS.WITHDRAWN},
        STATUS.WITHDRAWN: set(),
        STATUS.REPLACED: set(),
    },
    DesignVersion: {
        DESIGN.DRAFT: {DESIGN.IN_USE},
        DESIGN.IN_USE: {DESIGN.RETIRED},
        DESIGN.RETIRED: set(),
    },
}

for _model, _edges in EDGES.items():  # checked when the module loads: a forgotten status is a bug, not a surprise
    _known = set(cast("Any", _model).Status.values)
    if set(_edges) != _known or not set().union(*_edges.values()) <= _known:
        raise AssertionError(f"{_model.__name__}: the edges and the statuses differ")


def allows(row: Any, to: str) -> bool:
    """Whether the row may move to this status; what buttons ask."""
    return to in EDGES[type(row)][row.status]


def check_move(row: Any, to: str) -> None:
    """RuleError("transition") for a move that is no edge."""
    if not allows(row, to):
        raise RuleError(
            gettext_lazy("Tidak dapat diubah dari “%(current)s” menjadi “%(wanted)s”."),
            code="transition",
            params={"current": row.get_status_display(), "wanted": type(row).Status(to).label},
        )


def move(row: Any, to: str, **changes: Any) -> None:
    """Move a locked row along an edge, with the columns that change with it.

    Of a certificate the act must stand in the register already: the database refuses it otherwise.
    """
    check_move(row, to)
    row.status = to
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=["status", *changes])
