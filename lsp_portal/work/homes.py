"""What each role finds here: its menu and its home page. Who has a role is said where it is registered."""

from kit import roles

from . import navigation as menu
from .queues import admin, assessing, certification, deciding, watching


def furnish() -> None:
    """Hand every role its menu and what makes its home page."""
    roles.furnish("admin", menu=menu.OF_ADMIN, home=admin.section)
    roles.furnish("decision_maker", menu=menu.OF_DECISION_MAKER, home=deciding.section)
    roles.furnish("ethics_officer", menu=menu.OF_ETHICS_OFFICER, home=watching.section)
    roles.furnish("assessor", menu=menu.OF_ASSESSOR, home=assessing.section)
    roles.furnish("candidate", menu=menu.OF_CANDIDATE, home=certification.section)
