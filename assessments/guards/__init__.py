"""The rules of the facts that the database repeats (`kit.guards`): what other apps' guards ask, and every guard."""

from .conditions import assessment_row, not_competent, person_row, suspended, took_part
from .person_rules import PERSON_GUARDS, is_as_assessed
from .rules import GUARDS
from .tie_rules import doubted, tied, tied_to_candidate

__all__ = [
    "GUARDS",
    "PERSON_GUARDS",
    "assessment_row",
    "doubted",
    "is_as_assessed",
    "not_competent",
    "person_row",
    "suspended",
    "tied",
    "tied_to_candidate",
    "took_part",
]
