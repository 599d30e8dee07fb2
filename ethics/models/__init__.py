"""The conscience: the code, who pledged to it, and what stands between an assessor and a fair verdict."""

from .badges import Badge
from .cases import CaseMessage, EthicsCase, Evidence, Side
from .checklists import Checklist
from .code import Clause, Code
from .conflicts import Conflict
from .declarations import CandidateDeclaration, InstitutionDeclaration, Tie
from .development import Development
from .feedback import Answer, Feedback
from .gifts import Gift, GiftDeclaration
from .inspections import Inspection
from .leaves import Leave
from .panels import Appeal, Finding, Panel, PanelDecision, PanelSeat
from .peers import PeerRemark
from .pledges import Pledge
from .policies import Acknowledgement, Policy, PolicyEdition
from .questions import Question, Reply
from .readings import ReadingReview, UnusualDay, unusual_days
from .reminders import Reminder
from .reviews import Review, ReviewMark
from .sanctions import CertificateMeasure, Sanction
from .witnessings import Observation, Witnessing

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
    "ReadingReview",
    "Reminder",
    "Reply",
    "Review",
    "ReviewMark",
    "Sanction",
    "Side",
    "Tie",
    "UnusualDay",
    "Witnessing",
    "unusual_days",
]
