"""Every kind of record that a clause leaves, with what may be told of one row to an auditor.

Told is a duty of an assessor: never a candidate, a reporter, what somebody wrote, nor what a single person rated.
"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Assessment, Export, FileReading, Hold, Relation, Remark, Supervision

from .. import models
from ..checklists.models import CHECKED
from ..checklists.statements import of_clause
from ..development.models import Reminder
from ..peers.models import SAID
from .kinds import Record


def every(model: Any) -> Any:
    """All rows: nothing in them is anybody's secret before an officer or an admin."""
    return lambda _user: model.objects.all()


def _valid_until(row: Any) -> str:
    return _("berlaku sampai %(day)s") % {"day": row.until_in_words}


def _gift(gift: Any) -> str:
    looked = _("sudah diperiksa") if gift.reviewed_at else _("belum diperiksa")
    return f"{gift.get_kind_display()}, {gift.get_handling_display()}, {looked}"


def _hours(entry: Any) -> str:
    return _("%(kind)s, %(hours)s jam, %(standing)s") % {
        "kind": entry.get_kind_display(), "hours": entry.hours, "standing": entry.standing.label,
    }  # fmt: skip


# --- the code, its pledges and letters
EDITIONS = Record(models.Code, "in_force_from", lambda row: row.standing.label, number="decree",
                  rows=lambda _user: models.Code.objects.published().with_successor())  # fmt: skip
PLEDGES = Record(models.Pledge, "signed_at", _valid_until, "assessor", with_rows=("code",))
PLEDGE_LETTERS = Record(
    Reminder, "sent_on", lambda row: row.get_matter_display(), "assessor", rows=every(Reminder),
    only=Q(matter=Reminder.Matter.PLEDGE), label=gettext_lazy("Pengingat ikrar"),
)  # fmt: skip
POLICIES = Record(
    models.PolicyEdition, "in_force_from", lambda row: row.standing.label, number="policy__number",
    rows=lambda user: models.PolicyEdition.objects.visible_to(user).published().with_successor(),
    with_rows=("policy",),
)  # fmt: skip
NOTES = Record(
    models.Acknowledgement, "acknowledged_at", lambda row: row.edition, "assessor", with_rows=("edition__policy",)
)
POLICY_LETTERS = Record(
    Reminder, "sent_on", assessor="assessor", rows=every(Reminder), only=Q(matter=Reminder.Matter.POLICY),
    label=gettext_lazy("Pengingat kebijakan"),
)  # fmt: skip
LICENCE_LETTERS = Record(
    Reminder, "sent_on", lambda row: row.get_matter_display(), "assessor", rows=every(Reminder),
    only=Q(matter__in=[Reminder.Matter.LICENCE, Reminder.Matter.TECHNICAL]),
    label=gettext_lazy("Pengingat lisensi dan sertifikat teknis"),
)  # fmt: skip
DEVELOPMENT = Record(models.Development, "ends_on", _hours, "assessor")


# --- at an assessment
BADGES = Record(models.Badge, "made_at", assessor="assessor", rows=every(models.Badge))
FEEDBACK = Record(models.Feedback, "given_at")
QUESTIONS = Record(
    models.Question, "asked_at", lambda row: row.state.label, "assessment__assessor", with_rows=("reply",)
)
REPLIES = Record(models.Reply, "replied_at", assessor="question__assessment__assessor", rows=every(models.Reply))
SHOWN = Record(
    Assessment, "shown_at", assessor="assessor", rows=every(Assessment),
    label=gettext_lazy("Penilaian yang diperlihatkan kepada asesi"),
)  # fmt: skip
REMARKS = Record(
    Remark, "made_at", lambda row: row.get_stance_display(), "verdict__assessment__assessor", rows=every(Remark)
)


def checklists(clause: int) -> Record:
    """The checklists by what they confirm of a clause."""
    fields = [name for name, clauses in CHECKED.items() if clause in clauses]

    def confirmed(row: Any) -> str:
        whole = all(getattr(row, name) for name in fields)
        return _("dipastikan") if whole else _("tidak dipastikan, dijelaskan")

    return Record(models.Checklist, "sent_at", confirmed, "assessor")


def answers(clause: int) -> Record:
    """That candidates answered the statements of a clause. What they said is told by profiles, in whole batches."""
    return Record(
        models.Answer, "feedback__given_at", only=Q(statement__in=of_clause(clause)), is_listed=False,
        rows=lambda user: models.Answer.objects.filter(feedback__in=models.Feedback.objects.visible_to(user)),
    )  # fmt: skip


# --- somebody looks at an assessor's work
def _witnessed(row: Any) -> str:
    return f"{row.standing.label}, {row.get_conclusion_display()}" if row.conclusion else str(row.standing.label)


def _inspected(row: Any) -> str:
    said = f"{row.get_kind_display()}, {row.get_outcome_display()}"
    return f"{said}, {row.standing.label}" if row.retracted_at else said


REVIEWS = Record(models.Review, "asked_at", lambda row: row.standing.label, "assessor", with_rows=("session",))
MARKS = Record(
    models.ReviewMark, "review__filled_at", is_listed=False,
    rows=lambda user: models.ReviewMark.objects.filter(review__in=models.Review.objects.visible_to(user)),
)  # fmt: skip
WITNESSINGS = Record(models.Witnessing, "asked_at", _witnessed, "assessor", with_rows=("session",))
OBSERVATIONS = Record(
    models.Observation, "witnessing__filled_at", is_listed=False,
    rows=lambda user: models.Observation.objects.filter(witnessing__in=models.Witnessing.objects.visible_to(user)),
)  # fmt: skip
INSPECTIONS = Record(models.Inspection, "happened_on", _inspected, "assessor", number="letter")


def peers(clause: int) -> Record:
    """What colleagues said of what a clause asks: that they did, and what came of it, never who spoke of whom."""
    fields = [name for name, clauses in SAID.items() if clause in clauses]

    def said(row: Any) -> str:
        if all(getattr(row, name) for name in fields):
            return _("tanpa keberatan")
        return _("dengan keberatan, %(outcome)s") % {"outcome": row.get_outcome_display() or _("belum ditindaklanjuti")}

    return Record(models.PeerRemark, "given_at", said, officers_only=True)


# --- relations and gifts
TO_INSTITUTIONS = Record(
    models.InstitutionDeclaration, "declared_at", lambda row: row.get_tie_display(), "assessor", officers_only=True
)
TO_CANDIDATES = Record(
    models.CandidateDeclaration, "declared_at", lambda row: row.get_tie_display(), "assessor", officers_only=True
)
CONFLICTS = Record(models.Conflict, "raised_at", lambda row: row.state.label, "assessor", officers_only=True)
HOLDS = Record(
    Hold, "placed_at", lambda row: _("sudah dilepas") if row.lifted_at else _("masih ditahan"), "assessor",
    rows=every(Hold), officers_only=True,
)  # fmt: skip
SUPERVISIONS = Record(Supervision, "ordered_at", assessor="assessor", rows=every(Supervision), officers_only=True)
RELATIONS = Record(Relation, "recorded_at", lambda row: row.get_kind_display(), rows=every(Relation))
GIFTS = Record(models.Gift, "happened_on", _gift, "assessor", officers_only=True)
GIFT_WORDS = Record(
    models.GiftDeclaration, "declared_at", lambda row: _("%(number)s catatan") % {"number": row.recorded}, "assessor",
    officers_only=True,
)  # fmt: skip


# --- confidentiality
READINGS = Record(FileReading, "read_at", rows=every(FileReading), officers_only=True, is_listed=False)
READING_REVIEWS = Record(
    models.ReadingReview, "day", rows=lambda user: models.ReadingReview.objects.exclude(reader=user),
    officers_only=True,
)  # fmt: skip
EXPORTS = Record(Export, "exported_at", lambda row: row.get_subject_display(), officers_only=True)
DISCLOSURE_CONSENTS = Record(models.Leave, "asked_at", lambda row: row.standing.label)
