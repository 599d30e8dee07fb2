"""What clause 10 leaves somebody to do: reading to be explained, and consent to be given or not."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ethics.confidentiality.unusual import UnusualDay, unusual_days
from ethics.models import Leave

from .tasks import Queue, Task, queue

DAYS_BACK = 60


def for_officers(user: Any, today: date) -> list[Queue]:
    return [unexplained(user, today), disclosure_consents_for_body(user, today)]


def unexplained(user: Any, today: date) -> Queue:
    """Days that are over, of others than the reader."""
    flags = unusual_days(today - timedelta(days=1), days=DAYS_BACK)
    waiting = [flag for flag in flags if not flag.explanation and flag.reader.pk != user.pk and flag.day < today]
    return queue(_("Pembacaan berkas untuk dijelaskan"), waiting, _explain)


def _explain(flag: UnusualDay) -> Task:
    said = ngettext("%(count)s berkas di luar tugas", "%(count)s berkas di luar tugas", flag.files)
    return Task(
        title=str(flag.reader),
        text=f"{date_format(flag.day, 'j F Y')}, {said % {'count': flag.files}}",
        url=flag.address,
        action=_("Periksa"),
    )


def disclosure_consents_for_body(user: Any, today: date) -> Queue:
    """Those that the LSP has not answered, by somebody else asked and about somebody else."""
    rows = Leave.objects.waiting(today).filter(body_answer="").exclude(asked_by=user)
    rows = rows.exclude(candidate__person__account=user).for_list()
    return queue(_("Izin untuk dijawab"), rows, lambda consent: _answer(consent, consent.candidate.person.name))


def own_disclosure_consents(user: Any, today: date) -> Queue:
    """Those that wait for the candidate himself."""
    rows = Leave.objects.waiting(today).filter(candidate_answer="", candidate__person__account=user)
    return queue(_("Izin menunggu jawaban Anda"), rows, lambda consent: _answer(consent, consent.recipient))


def _answer(consent: Leave, title: str) -> Task:
    text = _("Memberi tahu %(who)s, sampai %(day)s")
    said = {"who": consent.recipient, "day": date_format(consent.until, "j F Y")}
    return Task(
        title=title, text=text % said, url=reverse("disclosure_consent_show", args=[consent.pk]), action=_("Jawab")
    )
