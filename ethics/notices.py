"""Letters about possible conflicts of interest: to the officers, and to the admins when one is decided. And about
questions: to who answers, and to who asked. And in a case: to the respondent, and to a reporter with an account.

No letter names anybody: whoever may know signs in and reads it there.
"""

import logging
from collections.abc import Iterable
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.models import CertificationBody

from .models import Conflict, EthicsCase, Question

logger = logging.getLogger(__name__)

RAISED = _("Ada kemungkinan benturan kepentingan yang menunggu putusan. Penilaian asesi itu ditahan sampai diputuskan.")
DECIDED = {
    Conflict.Outcome.REPLACE: _(
        "Petugas etik memutuskan agar asesor sebuah asesmen diganti. Pilih asesor penggantinya."
    ),
    Conflict.Outcome.SUPERVISE: _("Petugas etik memutuskan agar sebuah asesmen berlangsung dengan pengawasan."),
    Conflict.Outcome.DISMISS: _(
        "Petugas etik memutuskan bahwa tidak ada benturan kepentingan. Asesmen dapat berlanjut."
    ),
    Conflict.Outcome.UPHOLD: _(
        "Petugas etik memutuskan bahwa sebuah penilaian tidak dapat dipakai. Daftarkan asesinya pada jadwal lain."
    ),
}
ASKED = _("Seorang asesi bertanya tentang asesmennya dan menunggu jawaban.")
REPLIED = _("Pertanyaan Anda tentang asesmen sudah dijawab.")

WAITS = _("Ada yang menunggu Anda baca di portal. Isinya hanya terbuka setelah Anda masuk.")
ANSWERED = _("Ada jawaban atas yang pernah Anda kirim. Masuk, lalu buka lagi halaman tempat Anda mengirimnya.")


def tell_officers(conflicts: Iterable[int]) -> None:
    """The officers who may decide hear that something waits: one letter, whatever the number."""
    raised = list(Conflict.objects.filter(pk__in=conflicts).order_by("pk"))
    for officer in get_user_model().objects.filter(is_ethics_officer=True, is_active=True).exclude(email=""):
        asked: Any = Conflict.objects.with_part_of(officer).filter(pk__in=[row.pk for row in raised])
        if asked.filter(is_involved=False).exists():
            _write(officer.email, _("Benturan kepentingan menunggu putusan"), RAISED, reverse("conflict_list"))


def tell_admins(conflict: Conflict) -> None:
    """The LSP's office hears what was decided, with the way to what it has to do."""
    is_task = conflict.outcome == Conflict.Outcome.REPLACE
    path = reverse("assessment_reassign" if is_task else "assessment_show", args=[conflict.assessment_id])
    for admin in get_user_model().objects.filter(is_lsp_admin=True, is_active=True).exclude(email=""):
        _write(
            admin.email, _("Benturan kepentingan sudah diputuskan"), DECIDED[Conflict.Outcome(conflict.outcome)], path
        )


def tell_of_question(question: Question) -> None:
    """The assessor hears that something was asked once the candidate's name is open to him, before that the office."""
    assessment, body = question.assessment, CertificationBody.current()
    address = _address_of(assessment.assessor.person) if assessment.opened_at else ""
    if to := address or (body.email if body else ""):
        _write(to, _("Ada pertanyaan dari asesi"), ASKED, question.get_absolute_url())


def tell_of_reply(question: Question) -> None:
    """The candidate hears that he was answered."""
    if to := _address_of(question.assessment.candidate.person):
        _write(to, _("Pertanyaan Anda sudah dijawab"), REPLIED, question.get_absolute_url())


def tell_respondent(case: EthicsCase) -> None:
    """The respondent hears that something waits: not what, from whom, or that there is a case."""
    if case.respondent and (to := _address_of(case.respondent.person)):
        _write(to, _("Ada yang menunggu Anda di portal"), WAITS, reverse("matter_answer", args=[case.pk]))


def tell_reporter(case: EthicsCase) -> None:
    """A reporter who used his account hears that there is an answer, not to what; others never hear."""
    reporter = case.reporter
    if reporter and reporter.is_active and reporter.email:
        _write(
            reporter.email, _("Ada jawaban untuk Anda di portal"), ANSWERED, resolve_url(settings.LOGIN_REDIRECT_URL)
        )


def tell_both(case: EthicsCase) -> None:
    """A panel decided."""
    tell_respondent(case)
    tell_reporter(case)


def _address_of(person: Any) -> str:
    return person.email or (person.account.email if person.account else "")


def _write(address: str, subject: Promise, sentence: Promise, path: str) -> None:
    """One letter; a mail server that fails undoes nothing and is logged without the address."""
    with translation.override(settings.LANGUAGE_CODE):
        body = CertificationBody.current()
        words: dict[str, Any] = {
            "sentence": str(sentence),
            "lsp": body.name if body else str(_("Portal sertifikasi")),
            "link": settings.PORTAL_URL.rstrip("/") + path,
        }
        text = render_to_string("emails/ethics_told.txt", words)
        message = EmailMultiAlternatives(subject=str(subject), body=text, to=[address])
        message.attach_alternative(render_to_string("emails/ethics_told.html", words), "text/html")
    try:
        message.send()
    except (SMTPException, OSError) as problem:
        logger.error("a notice of the ethics desk was not sent: %s", type(problem).__name__)
