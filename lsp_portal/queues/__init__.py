"""The home of each role: what waits for me, oldest first, with the one action; what comes; what I did last."""

from collections.abc import Callable
from datetime import date
from typing import Any

from assessments import access

from .. import navigation
from . import admin, assessing, cases, certification, deciding, watching
from .tasks import Section

BUILDERS: dict[str, Callable[[Any, date], Section]] = {
    "admin": admin.section,
    "decision_maker": deciding.section,
    "ethics_officer": watching.section,
    "assessor": assessing.section,
    "candidate": certification.section,
}


def sections(user: Any, today: date) -> list[Section]:
    """One section for each role the account has, named only when there are several; then its part in cases, if any."""
    built = [(role, BUILDERS[role](user, today)) for role in access.roles(user)]
    for role, section in built if len(built) > 1 else []:
        section.role = navigation.ROLE_NAMES[role]
    matters = cases.section(user, today)
    return [section for _role, section in built] + ([matters] if matters.waiting else [])
