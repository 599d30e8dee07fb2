"""The conscience: the code, who pledged to it, and what stands between an assessor and a fair verdict."""

from .cases import CaseMessage, EthicsCase, Evidence, Side
from .code import Clause, Code
from .conflicts import Conflict
from .declarations import CandidateDeclaration, InstitutionDeclaration, Tie
from .development import Development
from .gifts import Gift, GiftDeclaration
from .leaves import Leave
from .panels import Appeal, Finding, Panel, PanelDecision, PanelSeat
from .pledges import Pledge
from .readings import ReadingReview, UnusualDay, unusual_days
from .reminders import Reminder
from .sanctions import CertificateMeasure, Sanction

__all__ = [
    "Appeal",
    "CandidateDeclaration",
    "CaseMessage",
    "CertificateMeasure",
    "Clause",
    "Code",
    "Conflict",
    "EthicsCase",
    "Evidence",
    "Finding",
    "Gift",
    "GiftDeclaration",
    "InstitutionDeclaration",
    "Leave",
    "Panel",
    "PanelDecision",
    "PanelSeat",
    "Pledge",
    "ReadingReview",
    "Sanction",
    "Side",
    "Tie",
    "UnusualDay",
    "unusual_days",
]
