"""The facts of certification, by noun."""

from .assessments import Assessment, Verdict
from .assessors import Assessor
from .body import CertificationBody, Definition, LegalBasis
from .decisions import Decision
from .duty import Bar, Hold
from .events import Event
from .imports import ImportDraft
from .people import Candidate, Person, Training
from .relations import Relation
from .schemes import ElectiveGroup, JobGroup, Requirement, Scheme, SchemeUnit, SchemeVersion
from .sessions import AssessmentSession, Assignment
from .standards import Criterion, Element, Standard, Unit
from .uploads import Upload
from .venues import Venue

__all__ = [
    "Assessment",
    "AssessmentSession",
    "Assessor",
    "Assignment",
    "Bar",
    "Candidate",
    "CertificationBody",
    "Criterion",
    "Decision",
    "Definition",
    "ElectiveGroup",
    "Element",
    "Event",
    "Hold",
    "ImportDraft",
    "JobGroup",
    "LegalBasis",
    "Person",
    "Relation",
    "Requirement",
    "Scheme",
    "SchemeUnit",
    "SchemeVersion",
    "Standard",
    "Training",
    "Unit",
    "Upload",
    "Venue",
    "Verdict",
]
