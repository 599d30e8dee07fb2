"""Asking for consent to tell a third party, the two answers, and taking it back."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.access import check_ethics_officer, is_ethics_officer, is_lsp_admin, refuse_suspended
from assessments.models import Candidate, Event
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.printable import stated
from kit.twice import refuse_twin

from ..models import Leave, ReadingReview
from .unusual import unusual_days

LONGEST_TEXT = 500
LONGEST_DAYS = 366
Answer, Standing = Leave.Answer, Leave.Standing


@transaction.atomic
@while_guarded
def ask_disclosure_consent(
    *, by: Account, on: date, candidate: Candidate, recipient: str, matter: str, purpose: str, until: date
) -> Leave:
    """Ask both sides whether somebody may be told something about a candidate, until a day within a year.

    Only an admin may (PermissionDenied). Refuses "text_required", "too_long", "until_past", "until_far", "sent_twice".
    """
    if not is_lsp_admin(by):
        raise PermissionDenied
    texts = {"recipient": recipient.strip(), "matter": matter.strip(), "purpose": purpose.strip()}
    if not all(texts.values()):
        raise RuleError(_("Tulis siapa, apa, dan untuk apa."), code="text_required")
    if len(texts["recipient"]) > 200 or max(map(len, texts.values())) > LONGEST_TEXT:
        raise RuleError(_("Paling panjang %(limit)s huruf."), code="too_long", params={"limit": LONGEST_TEXT})
    if until < on:
        raise RuleError(_("Izin berlaku sampai hari ini atau sesudahnya."), code="until_past")
    if until > on + timedelta(days=LONGEST_DAYS):
        raise RuleError(_("Izin berlaku paling lama satu tahun."), code="until_far")
    consent = Leave(candidate=candidate, until=until, asked_by=by, **texts)
    names = ("candidate", "until", *texts)
    refuse_twin(consent, names, about=candidate, among=Leave.objects.waiting(on), verb="asked", by=by)
    consent.save(force_insert=True)
    Event.record(consent, "asked", by=by, on=on)
    return consent


@transaction.atomic
@while_guarded
def answer_as_candidate(*, by: Account, on: date, consent: Leave, answer: str) -> Leave:
    """The candidate's own yes or no, once. Nobody else may (PermissionDenied). Refuses what `_answerable` refuses."""
    consent = _locked(consent)
    if not is_candidate_of(by, consent):
        raise PermissionDenied
    _answerable(consent, answer, consent.candidate_answer, on=on)
    consent.candidate_answer, consent.candidate_answered_at = answer, timezone.now()
    consent.save(update_fields=["candidate_answer", "candidate_answered_at"])
    Event.record(consent, "agreed" if answer == Answer.YES else "declined", by=by, on=on)
    return consent


@transaction.atomic
@while_guarded
def answer_for_body(*, by: Account, on: date, consent: Leave, answer: str, reason: str = "") -> Leave:
    """The LSP's yes or no, once, by an ethics officer who neither asked nor is the candidate (PermissionDenied).

    Refuses "suspended", what `_answerable` refuses, "reason_required" for a no, and "too_long".
    """
    consent = _locked(consent)
    if not may_answer_for_body(by, consent):
        raise PermissionDenied
    refuse_suspended(by, on)
    _answerable(consent, answer, consent.body_answer, on=on)
    reason = reason.strip()
    if answer == Answer.NO and not reason:
        raise RuleError(_("Alasan wajib diisi."), code="reason_required")
    if len(reason) > LONGEST_TEXT:
        raise RuleError(_("Paling panjang %(limit)s huruf."), code="too_long", params={"limit": LONGEST_TEXT})
    consent.body_answer, consent.body_answered_at, consent.body_answered_by = answer, timezone.now(), by
    consent.body_reason = reason
    consent.save(update_fields=["body_answer", "body_answered_at", "body_answered_by", "body_reason"])
    Event.record(consent, "allowed" if answer == Answer.YES else "disallowed", by=by, on=on, reason=reason)
    return consent


@transaction.atomic
def withdraw_disclosure_consent(*, by: Account, on: date, consent: Leave) -> Leave:
    """Take it back at any time, without a reason. The candidate, an officer or who asked may (PermissionDenied).

    Refuses "suspended" (whom only his office lets), and "not_standing": one that is refused, withdrawn or over.
    """
    consent = _locked(consent)
    if not may_withdraw(by, consent):
        raise PermissionDenied
    if not is_candidate_of(by, consent) and consent.asked_by_id != by.pk:
        refuse_suspended(by, on)
    if consent.standing_on(on) not in (Standing.PENDING, Standing.VALID):
        raise RuleError(_("Izin ini sudah tidak berlaku."), code="not_standing")
    consent.withdrawn_at, consent.withdrawn_by = timezone.now(), by
    consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
    Event.record(consent, "withdrawn", by=by, on=on)
    return consent


def is_candidate_of(user: Any, consent: Leave) -> bool:
    account = consent.candidate.person.account_id
    return account is not None and account == user.pk


def may_answer_for_body(user: Any, consent: Leave) -> bool:
    return is_ethics_officer(user) and consent.asked_by_id != user.pk and not is_candidate_of(user, consent)


def may_withdraw(user: Any, consent: Leave) -> bool:
    return is_candidate_of(user, consent) or is_ethics_officer(user) or consent.asked_by_id == user.pk


def _locked(consent: Leave) -> Leave:
    return Leave.objects.select_for_update(of=("self",)).for_list().get(pk=consent.pk)


def _answerable(consent: Leave, answer: str, given: str, *, on: date) -> None:
    """Refuses "answer_unknown", "answered_already" and, once it is refused, withdrawn or over, "not_standing"."""
    if answer not in Answer.values:
        raise RuleError(_("Pilih setuju atau tidak."), code="answer_unknown")
    if given:
        raise RuleError(_("Jawaban sudah tercatat."), code="answered_already")
    if consent.standing_on(on) != Standing.PENDING:
        raise RuleError(_("Izin ini sudah tidak berlaku."), code="not_standing")


LONGEST_REASON = 1000


@transaction.atomic
@while_guarded
def explain_reading(*, by: Account, on: date, reader: Any, day: date, reason: str) -> ReadingReview:
    """Say why an account read so many files on a day that is over; once, and never about oneself.

    Only another ethics officer may (PermissionDenied). Refuses "suspended", "day_not_over", "not_unusual",
    "explained_already", "reason_required" and "too_long".
    """
    check_ethics_officer(by, on)
    if reader.pk == by.pk:
        raise PermissionDenied
    reader = type(reader).objects.select_for_update().get(pk=reader.pk)
    if day >= on:
        raise RuleError(_("Tunggu sampai hari itu selesai, supaya semua pembacaannya terhitung."), code="day_not_over")
    flag = next((flag for flag in unusual_days(on, reader=reader) if flag.day == day), None)
    if flag is None:
        raise RuleError(_("Tidak ada pembacaan yang tidak biasa pada hari itu."), code="not_unusual")
    if flag.explanation:
        raise RuleError(_("Pembacaan ini sudah dijelaskan."), code="explained_already")
    reason = stated(reason)
    if not reason:
        raise RuleError(_("Penjelasan wajib diisi."), code="reason_required")
    if len(reason) > LONGEST_REASON:
        raise RuleError(_("Paling panjang %(limit)s huruf."), code="too_long", params={"limit": LONGEST_REASON})
    explanation = ReadingReview.objects.create(reader=reader, day=day, files=flag.files, reason=reason, reviewed_by=by)
    Event.record(explanation, "explained", by=by, on=on, files=flag.files)
    return explanation
