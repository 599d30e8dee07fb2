"""The rules of the facts that the database repeats (`kit.guards`): what other apps' guards ask, and every guard."""

from ..assessments.guards import PERSON_GUARDS, is_as_assessed
from ..ties.guards import doubted, tied, tied_to_candidate
from .conditions import assessment_row, not_competent, person_row, suspended, took_part
from .rules import GUARDS

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
