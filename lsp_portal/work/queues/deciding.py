"""The decision maker's work: what awaits a decision that he may take."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment

from .tasks import Row, Section, Task, queue


def section(user: Any, today: date) -> Section:
    """Signed assessments, the longest waiting first.

    Those he had a part in are counted, not shown (ISO/IEC 17024, 9.4).
    """
    waiting: Any = Assessment.objects.awaiting_decision().with_involvement_of(user).with_hold()
    mine = waiting.filter(involvement="").select_related(
        "candidate__person", "assessor__person", "session__scheme_version"
    )
    return Section(
        queues=[
            queue(_("Menunggu keputusan Anda"), mine, _decide, note=_not_mine(waiting.exclude(involvement="").count()))
        ],
        calm=_("Tidak ada asesmen yang menunggu keputusan Anda."),
    )


def _decide(assessment: Row) -> Task:
    said = {
        "scheme": assessment.scheme_version.title,
        "assessor": assessment.assessor.person.name,
        "day": date_format(timezone.localtime(assessment.signed_at), "j F Y"),
    }
    return Task(
        title=assessment.candidate.person.name,
        text=_("%(scheme)s, ditandatangani %(assessor)s pada %(day)s") % said,
        url=reverse("assessment_decide", args=[assessment.pk]),
        action=_("Putuskan"),
        tone="suspended" if assessment.is_held else "",
        badge=_("Ditahan") if assessment.is_held else "",
    )


def _not_mine(count: int) -> str:
    """Why the queue is shorter than the list: impartiality, said in words."""
    if not count:
        return ""
    return ngettext(
        "%(count)s asesmen lain menunggu, tetapi bukan untuk Anda: Anda ikut mengases, melatih, atau terkait dengan"
        " asesinya.",
        "%(count)s asesmen lain menunggu, tetapi bukan untuk Anda: Anda ikut mengases, melatih, atau terkait dengan"
        " asesinya.",
        count,
    ) % {"count": count}
