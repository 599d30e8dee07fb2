"""The facts of certification, by noun."""

from assessments.bars.models import Bar
from assessments.ties.models import Hold, Supervision

from ..assessments.models.assessments import Assessment
from ..assessments.models.verdicts import Verdict
from ..assessors.models import Assessor
from ..body.models import CertificationBody, Definition, LegalBasis
from ..confidentiality.models import Export, FileReading
from ..decisions.models import Decision
from ..events.models import Event
from ..importing.models import ImportDraft
from ..people.models import Candidate, Person, Relation, Training
from ..remarks.models import Remark
from ..schemes.models.composition import ElectiveGroup, JobGroup, Requirement, SchemeUnit
from ..schemes.models.schemes import Scheme, SchemeVersion
from ..sessions.models import AssessmentSession, Assignment
from ..standards.models import Criterion, Element, Standard, Unit
from ..uploads.models import Upload
from ..venues.models import Venue

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
