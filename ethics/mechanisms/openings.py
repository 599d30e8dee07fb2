"""What is open under a clause, each with the list where it is worked off: the same rows, so the same number."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.models import Assessor

from ..confidentiality.unusual import UnusualDay, unusual_days
from ..models import (
    Conflict,
    EthicsCase,
    Gift,
    Leave,
    PeerRemark,
    PolicyEdition,
    Question,
    Review,
    Witnessing,
)
from .kinds import Opening


def _unexplained(_user: Any, today: date) -> list[UnusualDay]:
    return [flag for flag in unusual_days(today) if flag.explanation is None]


def cases_about(clause: int) -> Opening:
    """Cases about a clause that are not closed."""
    return Opening(
        _("Perkara yang belum selesai"),
        lambda user, today: EthicsCase.objects.visible_to(user).going_on().about_clause(clause),
        "ethics_case_list",
        f"status=going_on&clause={clause}",
    )


CASES = Opening(
    _("Perkara yang belum selesai"),
    lambda user, today: EthicsCase.objects.visible_to(user).going_on(),
    "ethics_case_list",
    "status=going_on",
)
UNPLEDGED = Opening(
    _("Asesor tanpa ikrar"),
    lambda user, today: Assessor.objects.active().without_pledge(today),
    "pledge_list",
    "state=none",
)
CONFLICTS = Opening(
    _("Benturan yang menunggu putusan"),
    lambda user, today: Conflict.objects.visible_to(user).open(),
    "conflict_list",
    "outcome=open",
)
GIFTS = Opening(
    _("Pemberian yang belum diperiksa"),
    lambda user, today: Gift.objects.visible_to(user).unexamined(),
    "gift_list",
    "reviewed=no",
)
READINGS = Opening(_("Pembacaan yang perlu penjelasan"), _unexplained, "reading_unusual")
DISCLOSURE_CONSENTS = Opening(
    _("Izin yang menunggu jawaban"),
    lambda user, today: Leave.objects.visible_to(user).waiting(today),
    "disclosure_consent_list",
    "state=pending",
)
LICENCES = Opening(
    _("Asesor yang lisensinya habis"),
    lambda user, today: Assessor.objects.visible_to(user).active().with_validity("lapsed", today),
    "assessor_list",
    "duty=yes&validity=lapsed",
)
QUESTIONS = Opening(
    _("Pertanyaan yang terlambat dijawab"),
    lambda user, today: Question.objects.visible_to(user).overdue(today),
    "question_list",
    "state=overdue",
)
REVIEWS = Opening(
    _("Tinjauan yang belum diisi"),
    lambda user, today: Review.objects.visible_to(user).fillable(),
    "review_list",
    "standing=pending",
)
WITNESSINGS = Opening(
    _("Penyaksian yang belum dilaporkan"),
    lambda user, today: Witnessing.objects.visible_to(user).fillable(),
    "witness_list",
    "standing=pending",
)
POLICIES = Opening(
    _("Kebijakan yang belum dinyatakan semua asesor"),
    lambda user, today: PolicyEdition.objects.visible_to(user).overdue(today),
    "policy_list",
    "state=overdue",
)
PEERS = Opening(
    _("Penilaian rekan yang belum ditindaklanjuti"),
    lambda user, today: PeerRemark.objects.visible_to(user).open(),
    "peer_list",
    "state=open",
)
