"""The admin's work: certificates to issue, sessions to prepare and to close, licences that end."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Least
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.models import Assessment, AssessmentSession, Assessor
from certificates.models import SigningKey
from ethics.models import Conflict

from ...system_checks.keys import ENDING, needed_purposes
from . import voices
from .days import WEEK, after, spoken
from .pledging import pledges_missing, policies_unread
from .tasks import Queue, Row, Section, Task, Words, queue

LICENCE_DAYS = 60
SHOWN_WEEK = 10
KEYS = gettext_lazy("Kunci yang perlu diperbarui")
Status = AssessmentSession.Status


def section(user: Any, today: date) -> Section:
    """Everything the LSP's office has to do next."""
    return Section(
        queues=[
            _to_issue(),
            _to_replace(),
            _to_prepare(today),
            _to_finish(),
            voices.overdue_questions(today),
            _licences(today),
            pledges_missing(today),
            policies_unread(today),
            _keys(),
        ],
        calm=_("Semua sertifikat sudah terbit dan semua jadwal minggu ini sudah siap."),
        week=_this_week(today),
        week_url=reverse("session_list"),
    )


def _to_issue() -> Queue:
    useless = Conflict.objects.filter(assessment=OuterRef("pk"), outcome=Conflict.Outcome.UPHOLD)
    granted = Assessment.objects.granted().filter(certificate__isnull=True).exclude(Exists(useless)).with_hold()
    rows = granted.select_related("candidate__person", "session__scheme_version", "decision")
    found = queue(_("Sertifikat untuk diterbitkan"), rows.order_by("decision__decided_at", "pk"), _issue)
    if len(found.tasks) < 2:
        return found
    return replace(found, all_url=reverse("issuing_create"), all_action=_("Terbitkan sekaligus"))


def _issue(assessment: Row) -> Task:
    said = {"scheme": assessment.scheme_version.title, "day": date_format(assessment.decision.decided_on, "j F Y")}
    return Task(
        title=assessment.candidate.person.name,
        text=_("%(scheme)s, diputuskan %(day)s") % said,
        url=reverse("certificate_issue", args=[assessment.pk]),
        action=_("Terbitkan"),
        tone="suspended" if assessment.is_held else "",
        badge=_("Ditahan") if assessment.is_held else "",
    )


def _to_replace() -> Queue:
    """Candidates whose assessor an ethics officer had replaced, as long as he still holds them."""
    rows = Conflict.objects.awaiting_replacement().select_related(
        "assessment__candidate__person", "assessment__session__scheme_version"
    )
    return queue(_("Asesor untuk diganti"), rows, _replace)


def _replace(conflict: Row) -> Task:
    said = {
        "scheme": conflict.assessment.scheme_version.title,
        "day": date_format(timezone.localtime(conflict.decided_at), "j F Y"),
    }
    return Task(
        title=conflict.assessment.candidate.person.name,
        text=_("%(scheme)s, diputuskan petugas etik %(day)s") % said,
        url=reverse("assessment_reassign", args=[conflict.assessment_id]),
        action=_("Ganti asesor"),
        tone="waiting",
        badge=_("Penilaian ditahan"),
    )


def _to_prepare(today: date) -> Queue:
    """Planned sessions of this week, or of days gone by, that lack somebody or wait to be started."""
    lacking = Q(assessor_count=0) | Q(enrolled_count=0) | Q(starts_at__lt=after(today, 1))
    soon = AssessmentSession.objects.filter(status=Status.PLANNED, starts_at__lt=after(today, WEEK))
    rows = soon.select_related("scheme_version", "venue").with_counts().filter(lacking).order_by("starts_at", "pk")
    return queue(_("Jadwal untuk disiapkan"), rows, lambda session: _prepare(session, today))


def _prepare(session: Row, today: date) -> Task:
    name, action, badge = "session_start", _("Mulai"), _("Siap dimulai")
    if session.first_day < today:
        badge = _("Belum dimulai")
    if not session.enrolled_count:
        name, action, badge = "session_enrol", _("Daftarkan asesi"), _("Belum ada asesi")
    if not session.assessor_count:
        name, action, badge = "session_assign", _("Tugaskan asesor"), _("Belum ada asesor")
    if session.first_day < today and name != "session_start":
        name, action = "session_show", _("Buka")
    return _about(session, spoken(session.starts_at), reverse(name, args=[session.pk]), action, badge)


def _to_finish() -> Queue:
    """Running sessions where everything is signed, or whose time is over."""
    running = AssessmentSession.objects.filter(status=Status.RUNNING).select_related("scheme_version", "venue")
    due = running.with_counts().filter(Q(unsigned_count=0) | Q(ends_at__lt=timezone.now()))
    return queue(_("Jadwal untuk diselesaikan"), due.order_by("ends_at", "pk"), _finish)


def _finish(session: Row) -> Task:
    ended = _("Berakhir %(day)s") % {"day": spoken(session.ends_at)}
    if left := session.unsigned_count:
        badge = ngettext("%(left)s belum ditandatangani", "%(left)s belum ditandatangani", left) % {"left": left}
        return _about(session, ended, session.get_absolute_url(), _("Buka"), badge)
    return _about(session, ended, reverse("session_finish", args=[session.pk]), _("Selesaikan"), "")


def _about(session: AssessmentSession, text: str, url: str, action: str, badge: Words) -> Task:
    title = f"{session.scheme_version.title}, {session.venue.name}"
    return Task(title=title, text=text, url=url, action=action, tone="waiting", badge=badge)


def _licences(today: date) -> Queue:
    """Assessors on duty whose licence or technical certificate ends soon or has ended."""
    rows = (
        Assessor.objects.active()
        .select_related("person")
        .annotate(ends_on=Least("licence_expires_on", "technical_expires_on"))
    )
    due = rows.filter(ends_on__lte=today + timedelta(days=LICENCE_DAYS)).order_by("ends_on", "pk")
    return queue(_("Lisensi asesor yang perlu diperbarui"), due, lambda assessor: _licence(assessor, today))


def _licence(assessor: Row, today: date) -> Task:
    is_technical = assessor.technical_expires_on < assessor.licence_expires_on
    said = {"day": date_format(assessor.ends_on, "j F Y")}
    text = _("Sertifikat teknis berlaku sampai %(day)s") if is_technical else _("Lisensi berlaku sampai %(day)s")
    is_over = assessor.ends_on < today
    return Task(
        title=assessor.person.name,
        text=text % said,
        url=assessor.get_absolute_url(),
        action=_("Buka"),
        tone="bad" if is_over else "waiting",
        badge=_("Sudah habis") if is_over else _("Hampir habis"),
    )


def _keys() -> Queue:
    """Keys that certificates need and that are missing or end soon. Asks nothing when none are needed."""
    needed = needed_purposes()
    if not needed:
        return queue(KEYS, [], _key)
    now = timezone.now()
    usable = {key.purpose: key for key in reversed(list(SigningKey.objects.usable(now).filter(purpose__in=needed)))}
    due = [(each, usable.get(each)) for each in needed]
    return queue(KEYS, [row for row in due if row[1] is None or row[1].not_after < now + ENDING], _key)


def _key(row: Row) -> Task:
    purpose, key = row
    text = _("Minta pengelola server membuat kunci baru.")
    if key is None:
        tone, badge = "bad", _("Tidak ada")
    else:
        tone, badge = "waiting", _("Habis %(day)s") % {"day": date_format(timezone.localtime(key.not_after), "j F Y")}
    title = str(SigningKey.Purpose(purpose).label)
    return Task(title=title, text=text, url=reverse("key_list"), action=_("Buka"), tone=tone, badge=badge)


def _this_week(today: date) -> list[Task]:
    """Sessions that begin within seven days, today included."""
    soon = AssessmentSession.objects.open().filter(starts_at__gte=after(today, 0), starts_at__lt=after(today, WEEK))
    rows = soon.select_related("scheme_version", "venue").order_by("starts_at", "pk")[:SHOWN_WEEK]
    return [Task(s.scheme_version.title, f"{spoken(s.starts_at)}, {s.venue.name}", s.get_absolute_url()) for s in rows]
