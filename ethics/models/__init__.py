"""The conscience: the code, who pledged to it, and what stands between an assessor and a fair verdict."""

from ..badges.models import Badge
from ..cases.models.cases import CaseMessage, EthicsCase, Evidence, Side
from ..cases.models.panels import Appeal, Finding, Panel, PanelDecision, PanelSeat
from ..cases.models.sanctions import CertificateMeasure, Sanction
from ..checklists.models import Checklist
from ..code.models import Clause, Code
from ..confidentiality.models import Leave, ReadingDay, ReadingReview
from ..development.models import Development, Reminder
from ..evaluations.models.inspections import Inspection
from ..evaluations.models.reviews import Review, ReviewMark
from ..evaluations.models.witnessings import Observation, Witnessing
from ..feedback.models import Answer, Feedback
from ..gifts.models import Gift, GiftDeclaration
from ..impartiality.models import CandidateDeclaration, Conflict, InstitutionDeclaration, Tie
from ..peers.models import PeerRemark
from ..pledges.models import Pledge
from ..policies.models import Acknowledgement, Policy, PolicyEdition
from ..questions.models import Question, Reply

__all__ = [
    "Acknowledgement",
    "Answer",
    "Appeal",
    "Badge",
    "CandidateDeclaration",
    "CaseMessage",
    "CertificateMeasure",
    "Checklist",
    "Clause",
    "Code",
    "Conflict",
    "Development",
    "EthicsCase",
    "Evidence",
    "Feedback",
    "Finding",
    "Gift",
    "GiftDeclaration",
    "Inspection",
    "InstitutionDeclaration",
    "Leave",
    "Observation",
    "Panel",
    "PanelDecision",
    "PanelSeat",
    "PeerRemark",
    "Pledge",
    "Policy",
    "PolicyEdition",
    "Question",
    "ReadingDay",
    "ReadingReview",
    "Reminder",
    "Reply",
    "Review",
    "ReviewMark",
    "Sanction",
    "Side",
    "Tie",
    "Witnessing",
]
