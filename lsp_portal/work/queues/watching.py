"""The ethics officer's work: possible conflicts of interest that hold an assessment until somebody decides."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ethics.models import Conflict, Gift, PeerRemark

from . import cases, confidentiality, voices
from .pledging import pledges_missing, policies_unread
from .tasks import Queue, Row, Section, Task, queue


def section(user: Any, today: date) -> Section:
    """What holds somebody's assessment, the longest waiting first; then what nobody answered; then gifts."""
    return Section(
        queues=[
            _conflicts(user),
            cases.to_handle(user),
            voices.overdue_questions(today),
            _gifts(user),
            _peers(user),
            pledges_missing(today),
            policies_unread(today),
            *confidentiality.for_officers(user, today),
        ],
        calm=_("Tidak ada perkara etik yang menunggu Anda."),
    )


def _conflicts(user: Any) -> Queue:
    """Open ones that he may decide; those he has a part in are counted, not shown."""
    waiting: Any = Conflict.objects.open().with_involvement_of(user).for_list()
    note = _not_mine(waiting.filter(is_involved=True).count())
    return queue(_("Benturan kepentingan untuk diputuskan"), waiting.filter(is_involved=False), _decide, note=note)


def _decide(conflict: Row) -> Task:
    said = {"tie": conflict.tie_shown, "candidate": conflict.assessment.candidate.person.name}
    day = date_format(timezone.localtime(conflict.raised_at), "j F Y")
    return Task(
        title=conflict.assessor.person.name,
        text=_("%(tie)s, asesi %(candidate)s, dicatat %(day)s") % (said | {"day": day}),
        url=reverse("conflict_decide", args=[conflict.pk]),
        action=_("Putuskan"),
    )


def _not_mine(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)s benturan lain menunggu, tetapi bukan untuk Anda: Anda sendiri terkait dengannya.",
        "%(count)s benturan lain menunggu, tetapi bukan untuk Anda: Anda sendiri terkait dengannya.",
        count,
    ) % {"count": count}


def _gifts(user: Any) -> Queue:
    """Records of others that no officer has looked at."""
    rows = Gift.objects.unexamined().for_list().exclude(assessor__person__account=user)
    return queue(_("Catatan pemberian untuk diperiksa"), rows, _examine)


def _examine(gift: Row) -> Task:
    day = date_format(gift.happened_on, "j F Y")
    return Task(
        title=gift.what,
        text=_("%(assessor)s, %(day)s") % {"assessor": gift.assessor.person.name, "day": day},
        url=reverse("gift_examine", args=[gift.pk]),
        action=_("Periksa"),
    )


def _peers(user: Any) -> Queue:
    """Remarks about a colleague with a "no", of sessions in which the officer did not serve."""
    rows = PeerRemark.objects.visible_to(user).open().for_list()
    return queue(_("Penilaian rekan untuk ditindaklanjuti"), rows, _see_to)


def _see_to(peer_remark: Row) -> Task:
    day = date_format(timezone.localtime(peer_remark.given_at), "j F Y")
    return Task(
        title=peer_remark.about.person.name,
        text=_("%(scheme)s, %(day)s") % {"scheme": peer_remark.session.scheme_version.title, "day": day},
        url=reverse("peer_outcome", args=[peer_remark.pk]),
        action=_("Tindak lanjuti"),
    )
