"""The conscience: the code, who pledged to it, and what stands between an assessor and a fair verdict."""

from .code import Clause, Code
from .conflicts import Conflict
from .declarations import CandidateDeclaration, InstitutionDeclaration, Tie
from .development import Development
from .pledges import Pledge
from .reminders import Reminder

__all__ = [
    "CandidateDeclaration",
    "Clause",
    "Code",
    "Conflict",
    "Development",
    "InstitutionDeclaration",
    "Pledge",
    "Reminder",
    "Tie",
]
