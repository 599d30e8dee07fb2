"""Standing in the public register of holders: the holder's own yes, and his own no (UU 27/2022, articles 20 to 25)."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Candidate, Event
from kit.accounts import Account
from kit.errors import RuleError

from ..models import RegisterConsent
from .models import OF_AGE


@transaction.atomic
def give_consent(*, candidate: Candidate, by: Account, on: date) -> RegisterConsent:
    """Let the public register of holders name this candidate. Only the candidate himself may: PermissionDenied.

    Refuses "minor", "birth_date_missing" (then nobody knows) and "already_given".
    """
    candidate = _own(candidate, by)
    age = candidate.person.age(on)
    if age is None:
        raise RuleError(
            _("Tanggal lahir Anda belum tercatat. Minta LSP melengkapinya lebih dahulu."), code="birth_date_missing"
        )
    if age < OF_AGE:
        raise RuleError(
            _("Pemegang yang belum berumur %(age)s tahun tidak dicantumkan dalam daftar publik."),
            code="minor",
            params={"age": OF_AGE},
        )
    if RegisterConsent.objects.filter(candidate=candidate, withdrawn_at=None).exists():
        raise RuleError(_("Nama Anda sudah dicantumkan."), code="already_given")
    consent = RegisterConsent.objects.create(candidate=candidate)
    Event.record(candidate.person, "listed", by=by, on=on)
    return consent


@transaction.atomic
def withdraw_consent(*, candidate: Candidate, by: Account, on: date) -> RegisterConsent:
    """Take the name out of the public register at once. Only the candidate himself may. Refuses "not_given"."""
    candidate = _own(candidate, by)
    consent = RegisterConsent.objects.select_for_update().filter(candidate=candidate, withdrawn_at=None).first()
    if consent is None:
        raise RuleError(_("Nama Anda memang tidak dicantumkan."), code="not_given")
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
    Event.record(candidate.person, "unlisted", by=by, on=on)
    return consent


def _own(candidate: Candidate, by: Account) -> Candidate:
    """The candidate's row, locked; of two clicks at once one waits for the other."""
    if not by.is_authenticated or candidate.person.account_id != by.pk:
        raise PermissionDenied
    return Candidate.objects.select_for_update(of=("self",)).select_related("person").get(pk=candidate.pk)
