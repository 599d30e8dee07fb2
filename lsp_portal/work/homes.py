"""What each role finds here: its menu and its home page. Who has a role is said where it is registered."""

from functools import partial

from kit import roles

from .navigation import menu
from .queues import admin, assessing, certification, deciding, watching

HOMES = {
    "admin": admin.section,
    "decision_maker": deciding.section,
    "ethics_officer": watching.section,
    "assessor": assessing.section,
    "candidate": certification.section,
}


def furnish() -> None:
    """Hand every role its menu and what makes its home page."""
    for name, home in HOMES.items():
        roles.furnish(name, menu=partial(menu, name), home=home)
