"""The home of each role: what waits for me, oldest first, with the one action; what comes; what I did last."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from assessments import access

from .. import navigation
from . import admin, assessing, cases, certification, deciding, watching
from .tasks import Queue, Section

BUILDERS: dict[str, Callable[[Any, date], Section]] = {
    "admin": admin.section,
    "decision_maker": deciding.section,
    "ethics_officer": watching.section,
    "assessor": assessing.section,
    "candidate": certification.section,
}

OFFICES = ("decision_maker", "ethics_officer")


def _waiting() -> Section:
    """The work of an office while a suspension keeps its holder from it."""
    remark = _("Pekerjaan ini dikerjakan petugas lain, atau menunggu sampai pembekuan tugas Anda berakhir.")
    return Section(queues=[Queue(_("Ditahan selama pembekuan"), [], remark=remark)], calm="")


def sections(user: Any, today: date) -> list[Section]:
    """One section for each role the account has, named only when there are several; then its part in cases, if any."""
    held_back = OFFICES if access.is_held_back(user) else ()
    built = [(role, _waiting() if role in held_back else BUILDERS[role](user, today)) for role in access.roles(user)]
    for role, section in built if len(built) > 1 else []:
        section.role = navigation.ROLE_NAMES[role]
    matters = cases.section(user, today)
    return [section for _role, section in built] + ([matters] if matters.waiting else [])
