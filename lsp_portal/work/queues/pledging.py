"""Pledges and policies: the assessor's own that are due, and who serves without them."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessor
from ethics.models import PolicyEdition
from ethics.pledges.operations import code_due

from .tasks import Queue, Row, Task, queue


def pledge_to_sign(user: Any, today: date) -> Queue:
    """The assessor's pledge when it lacks, ends soon, or another edition of the code comes."""
    assessor = user.person.assessor
    code = code_due(assessor, on=today)
    return queue(_("Kode etik"), [(assessor, code)] if code else [], lambda row: _sign(row[0], row[1], today))


def _sign(assessor: Assessor, code: Row, today: date) -> Task:
    has_pledged = assessor.has_pledged(today)
    until = date_format(assessor.pledged_until, "j F Y") if assessor.pledged_until else ""
    text = _("Ikrar Anda berlaku sampai %(day)s.") % {"day": until} if has_pledged else ""
    return Task(
        title=_("Tandatangani ikrar"),
        text=text or _("Tanpa ikrar Anda tidak dapat ditugaskan atau menilai."),
        url=reverse("pledge_sign"),
        action=_("Baca dan tandatangani"),
        tone="waiting" if has_pledged else "bad",
        badge=_("Edisi baru") if code.in_force_from > today else "",
    )


def pledges_missing(today: date) -> Queue:
    """Assessors on duty who cannot be given a task because no pledge covers this day."""
    rows = Assessor.objects.active().without_pledge(today).select_related("person")
    return queue(_("Asesor tanpa ikrar"), rows.order_by(F("pledged_until").asc(nulls_first=True), "pk"), _missing)


def _missing(assessor: Row) -> Task:
    ended = assessor.pledged_until
    return Task(
        title=assessor.person.name,
        text=_("Ikrar berakhir %(day)s") % {"day": date_format(ended, "j F Y")} if ended else _("Belum berikrar"),
        url=f"{reverse('pledge_list')}?{urlencode({'q': assessor.met_number})}",
        action=_("Lihat"),
        tone="bad",
        badge=_("Tidak dapat ditugaskan"),
    )


def policies_to_note(user: Any, today: date) -> Queue:
    """Editions that wait for this assessor, the most pressing first."""
    waiting = PolicyEdition.objects.waiting_for(user.person.assessor, today).select_related("policy")
    return queue(_("Kebijakan untuk dibaca"), waiting, lambda edition: _note(edition, today))


def _note(edition: Row, today: date) -> Task:
    is_over = edition.acknowledge_by < today
    return Task(
        title=edition.policy.title,
        text=_("Nyatakan paling lambat %(day)s") % {"day": date_format(edition.acknowledge_by, "j F Y")},
        url=edition.get_absolute_url(),
        action=_("Baca dan nyatakan"),
        tone="bad" if is_over else "waiting",
        badge=_("Terlambat") if is_over else "",
    )


def policies_unread(today: date) -> Queue:
    """Editions whose day is over while assessors on duty have not taken note of them."""
    return queue(_("Kebijakan yang belum dinyatakan"), PolicyEdition.objects.overdue(today), _unread)


def _unread(edition: Row) -> Task:
    day = date_format(edition.acknowledge_by, "j F Y")
    missing = ngettext("%(count)s asesor belum", "%(count)s asesor belum", edition.missing)
    return Task(
        title=edition.policy.title,
        text=_("Batasnya %(day)s") % {"day": day},
        url=f"{reverse('policy_readers', args=[edition.pk])}?noted=no",
        action=_("Lihat"),
        tone="bad",
        badge=missing % {"count": edition.missing},
    )
