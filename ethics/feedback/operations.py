"""A candidate says how he was assessed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, Event
from kit.accounts import Account
from kit.errors import RuleError

from ..checklists.statements import STATEMENTS
from ..models import Answer, Feedback
from .models import TOLD

LONGEST_NOTE = 500
LONGEST_FREE_NOTE = 2000


@dataclass(frozen=True)
class Said:
    """Yes or no, with a note."""

    agrees: bool
    note: str = ""


@transaction.atomic
def give_feedback(
    *, by: Account, on: date, assessment: Assessment, answers: Mapping[int, Said], note: str = ""
) -> Feedback:
    """Answer the ten statements of FR.AK-03 about one's own assessment, once; nothing else waits for it.

    Only the candidate (PermissionDenied). Refuses "not_told" (before the decision or a BK ended it), "given_already",
    "statements_unanswered", "note_too_long".
    """
    assessment = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    if assessment.candidate.person.account_id is None or assessment.candidate.person.account_id != by.pk:
        raise PermissionDenied
    if assessment.status not in TOLD:
        raise RuleError(_("Umpan balik dapat diisi setelah hasil asesmen Anda diumumkan."), code="not_told")
    if Feedback.objects.filter(assessment=assessment).exists():
        raise RuleError(_("Umpan balik Anda sudah terkirim dan tidak dapat diubah."), code="given_already")
    if set(answers) != {statement.number for statement in STATEMENTS}:
        raise RuleError(_("Jawab setiap pernyataan dengan ya atau tidak."), code="statements_unanswered")
    if len(note) > LONGEST_FREE_NOTE or any(len(said.note) > LONGEST_NOTE for said in answers.values()):
        raise RuleError(_("Catatan terlalu panjang."), code="note_too_long")
    feedback = Feedback.objects.create(assessment=assessment, note=note.strip(), given_by=by)
    Answer.objects.bulk_create(
        Answer(feedback=feedback, statement=number, agrees=said.agrees, note=said.note.strip())
        for number, said in sorted(answers.items())
    )
    Event.record(feedback, "given", by=by, on=on)
    return feedback


def may_give(assessment: Assessment) -> bool:
    """Whether the candidate is asked for it: the end is told, and he has not answered yet."""
    return assessment.status in TOLD and not Feedback.objects.filter(assessment=assessment).exists()
