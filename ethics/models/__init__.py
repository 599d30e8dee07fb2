"""The conscience: the code, who pledged to it, and what stands between an assessor and a fair verdict."""

from .code import Clause, Code
from .conflicts import Conflict
from .declarations import CandidateDeclaration, InstitutionDeclaration, Tie
from .pledges import Pledge

__all__ = ["CandidateDeclaration", "Clause", "Code", "Conflict", "InstitutionDeclaration", "Pledge", "Tie"]
