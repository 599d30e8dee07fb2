"""The home of each role: what waits for me, oldest first, with the one action; what comes; what I did last."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from assessments import access
from kit.roles import held_by

from . import cases
from .tasks import Queue, Section


def _waiting() -> Section:
    """The work of an office while a suspension keeps its holder from it."""
    note = _("Pekerjaan ini dikerjakan petugas lain, atau menunggu sampai pembekuan tugas Anda berakhir.")
    return Section(queues=[Queue(_("Ditahan selama pembekuan"), [], note=note)], calm="")


def sections(user: Any, today: date) -> list[Section]:
    """One section for each role the account has, named only when there are several; then its part in cases, if any."""
    is_held_back = access.is_held_back(user)
    built = [
        (role, _waiting() if is_held_back and role.is_office else role.home(user, today)) for role in held_by(user)
    ]
    for role, section in built if len(built) > 1 else []:
        section.role = role.label
    matters = cases.section(user, today)
    return [section for _role, section in built] + ([matters] if matters.waiting else [])
