"""A candidate's work: his certifications, each with the next step in words."""

from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Assessment
from certificates.models import Certificate

from . import voices
from .confidentiality import own_disclosure_consents
from .days import spoken
from .tasks import Row, Section, Task, queue

Status = Assessment.Status


def section(user: Any, today: date) -> Section:
    """Unfinished certifications first, then the newest."""
    own = Assessment.objects.filter(candidate__person__account=user).exclude(status=Status.CANCELLED)
    rows = own.select_related("session__scheme_version", "session__venue").annotate(
        is_certified=Exists(Certificate.objects.filter(assessment=OuterRef("pk"))),
        rank=Case(When(status__in=Assessment.STATES.open, then=Value(0)), default=Value(1)),
    )
    return Section(
        queues=[
            own_disclosure_consents(user, today),
            queue(_("Sertifikasi saya"), rows.order_by("rank", "-enrolled_at", "-pk"), _next_step),
            voices.invited_feedback(user, today),
        ],
        calm=_("Anda belum terdaftar pada jadwal uji. LSP yang mendaftarkan Anda."),
    )


def _next_step(assessment: Row) -> Task:
    tone, badge, text = _where(assessment)
    return Task(
        title=assessment.scheme_version.title,
        text=text,
        url=reverse("own_assessment_show", args=[assessment.pk]),
        action=_("Buka"),
        tone=tone,
        badge=badge,
    )


def _where(assessment: Row) -> tuple[str, str, str]:
    """Tone, state and next step of a certification, said to the candidate."""
    session = assessment.session
    said = {"venue": session.venue.name, "when": spoken(session.starts_at)}
    if assessment.status == Status.ENROLLED and session.status == "planned":
        return "info", _("Terdaftar"), _("Datanglah ke %(venue)s, %(when)s. Bawa kartu identitas.") % said
    if assessment.status == Status.ENROLLED:
        return (
            "info",
            _("Asesmen"),
            _("Asesmen berlangsung di %(venue)s. Hasilnya terlihat setelah ditandatangani.") % said,
        )
    if assessment.status == Status.SIGNED:
        return "waiting", _("Menunggu keputusan"), _("Asesor menilai Anda kompeten. Sekarang menunggu keputusan LSP.")
    if assessment.status == Status.NOT_COMPETENT:
        return "bad", _("Belum kompeten"), _("Baca tindak lanjut dari asesor, lalu minta jadwal uji ulang.")
    if assessment.status == Status.REFUSED:
        return "bad", _("Tidak diberikan"), _("Baca alasan keputusan LSP.")
    if assessment.is_certified:
        return "good", _("Bersertifikat"), _("Sertifikat Anda sudah terbit dan dapat diunduh.")
    return "good", _("Kompeten"), _("Sertifikasi diberikan. LSP sedang menyiapkan sertifikat Anda.")
