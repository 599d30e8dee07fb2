"""Pledges to the code of ethics: the assessor's own that is due, and who serves without one."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.models import Assessor
from ethics.operations.pledges import code_due

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
    lacking = Q(pledged_until__isnull=True) | Q(pledged_until__lt=today)
    rows = Assessor.objects.active().filter(lacking).select_related("person")
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
