"""What is said in a case: by the officer, the reporter and the respondent, each in his own talk."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.errors import RuleError
from kit.twice import DOUBLE_CLICK

from ...models import CaseMessage, EthicsCase


def require_going_on(case: EthicsCase) -> None:
    """Refuses "case_over"."""
    if not case.is_going_on:
        raise RuleError(_("Perkara ini sudah selesai."), code="case_over")


def say(case: EthicsCase, *, talk: str, side: str, body: str) -> CaseMessage:
    """Write into a talk of a case that the caller locked.

    Refuses "case_over", "message_empty", and the words that this side wrote there a moment ago ("sent_twice").
    """
    require_going_on(case)
    said = body.strip()
    if not said:
        raise RuleError(_("Tulis pesannya."), code="message_empty")
    since = timezone.now() - DOUBLE_CLICK
    if case.messages.filter(talk=talk, side=side, body=said, sent_at__gte=since).exists():
        raise RuleError(_("Pesan yang sama baru saja terkirim; tidak dikirim dua kali."), code="sent_twice")
    return CaseMessage.objects.create(case=case, talk=talk, side=side, body=said)
