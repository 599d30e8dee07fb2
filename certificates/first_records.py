"""What a register begins with: the LSP's first design and the patterns of its two numbers."""

from datetime import date
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

FROM = date(2020, 1, 1)
PATTERNS = (
    ("certificate", "{kbli} {kbji} {level} {serial:7} {year}", "KBLI 2020, KBJI 2014", "never"),
    ("registration", "{field} {licence} {serial:5} {year}", "", "yearly"),
)


def fill(*, using: str, **_: Any) -> None:
    """Where there is no design or no pattern, make the first ones; an existing register is left alone."""
    from kit.states import move

    from .models import Design, DesignVersion, NumberPattern

    tables = set(connections[using].introspection.table_names())
    needed = {model._meta.db_table for model in (Design, DesignVersion, NumberPattern)}
    if using != DEFAULT_DB_ALIAS or not needed <= tables:
        return
    if not Design.objects.exists():
        design = Design.objects.create(name="Klasik", is_default=True)
        look = DesignVersion.objects.create(design=design, family=DesignVersion.Family.KLASIK)
        move(look, DesignVersion.Status.IN_USE, in_use_from=FROM)
    if not NumberPattern.objects.exists():
        for series, pattern, classification, restart in PATTERNS:
            NumberPattern.objects.create(
                series=series, pattern=pattern, classification=classification, restart=restart, valid_from=FROM
            )
