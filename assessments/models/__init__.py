"""The facts of certification, by noun."""

from .assessments import Assessment, Verdict
from .assessors import Assessor
from .body import CertificationBody, Definition, LegalBasis
from .decisions import Decision
from .duty import Bar, Hold, Supervision
from .events import Event
from .exports import Export
from .imports import ImportDraft
from .people import Candidate, Person, Training
from .readings import FileReading
from .relations import Relation
from .remarks import Remark
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
    "Export",
    "FileReading",
    "Hold",
    "ImportDraft",
    "JobGroup",
    "LegalBasis",
    "Person",
    "Relation",
    "Remark",
    "Requirement",
    "Scheme",
    "SchemeUnit",
    "SchemeVersion",
    "Standard",
    "Supervision",
    "Training",
    "Unit",
    "Upload",
    "Venue",
    "Verdict",
]
