"""Letters in a case: to the respondent, and to a reporter with an account; they tell only that something waits."""

from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.people.letters import mail_address
from kit import mail

from ..models import EthicsCase

WAITS = _("Ada yang menunggu Anda baca di portal. Isinya hanya terbuka setelah Anda masuk.")
ANSWERED = _("Ada jawaban atas yang pernah Anda kirim. Masuk, lalu buka lagi halaman tempat Anda mengirimnya.")


@mail.after_commit
def tell_respondent(case: EthicsCase) -> None:
    """The respondent hears that something waits: not what, from whom, or that there is a case."""
    if case.respondent and (to := mail_address(case.respondent.person)):
        subject, path = _("Ada yang menunggu Anda di portal"), reverse("ethics_case_answer", args=[case.pk])
        mail.send(template="ethics_told", subject=subject, to=to, path=path, sentence=WAITS)


@mail.after_commit
def tell_reporter(case: EthicsCase) -> None:
    """A reporter who used his account hears that there is an answer, not to what; others never hear."""
    reporter = case.reporter
    if reporter and reporter.is_active and reporter.email:
        subject, path = _("Ada jawaban untuk Anda di portal"), resolve_url(settings.LOGIN_REDIRECT_URL)
        mail.send(template="ethics_told", subject=subject, to=reporter.email, path=path, sentence=ANSWERED)


def tell_both(case: EthicsCase) -> None:
    """A panel decided."""
    tell_respondent(case)
    tell_reporter(case)
