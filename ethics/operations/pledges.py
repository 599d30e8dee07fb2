"""Signing the code of ethics."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.errors import RuleError
from assessments.models import Assessor, Event
from assessments.operations.duty import record_pledge

from ..models import Code, Pledge

STATEMENT = (
    "Saya, {name}, asesor kompetensi nomor registrasi {met}, telah membaca dan memahami setiap butir {code} "
    "({decree}) dan berikrar menaatinya dengan sungguh-sungguh."
)


def statement_of(assessor: Assessor, code: Code) -> str:
    """The words that the assessor signs; Indonesian, as the code itself."""
    return STATEMENT.format(name=assessor.person.name, met=assessor.met_number, code=code.title, decree=code.decree)


@transaction.atomic
def sign_pledge(
    *, by: Any, on: date, assessor: Assessor, code: Code, confirmed: Collection[int], address: str | None = None
) -> Pledge:
    """Pledge to a code, clause by clause, for PLEDGE_DAYS; within PLEDGE_REMINDER_DAYS of its end it is renewed.

    The next period begins when the present one ends, so that no day is lost and none is pledged twice. Only the
    assessor himself may (PermissionDenied). Refuses: any day but today ("pledge_dated"), a clause not confirmed
    ("clauses_unconfirmed"), a code that is neither in force nor the next one of somebody who has pledged
    ("code_not_in_force"), a pledge that holds for long yet ("pledge_in_force").
    """
    if assessor.person.account_id is None or assessor.person.account_id != by.pk:
        raise PermissionDenied
    if on != timezone.localdate():
        raise RuleError(_("Ikrar ditandatangani pada hari ini."), code="pledge_dated")
    assessor = Assessor.objects.select_for_update(of=("self",)).select_related("person").get(pk=assessor.pk)
    if set(confirmed) != set(code.clauses.values_list("number", flat=True)):
        raise RuleError(_("Baca dan nyatakan setuju pada setiap butir."), code="clauses_unconfirmed")
    begins_on = beginning_of(assessor, code, on=on)
    pledge = Pledge(
        assessor=assessor,
        code=code,
        begins_on=begins_on,
        ends_on=begins_on + timedelta(days=settings.PLEDGE_DAYS - 1),
        statement=statement_of(assessor, code),
        signed_by=by,
        signed_at=timezone.now(),
        address=address,
    )
    pledge.digest = pledge.expected_digest()
    pledge.save(force_insert=True)
    record_pledge(by=by, on=on, assessor=assessor, until=pledge.ends_on)
    Event.record(pledge, "signed", by=by, on=on)
    return pledge


def code_to_sign(assessor: Assessor, *, on: date) -> Code | None:
    """The code that this assessor may pledge to now: that of today, or else the next one; None when nothing is due."""
    coming = Code.objects.filter(in_force_from__gt=on).order_by("in_force_from").prefetch_related("clauses")
    for code in filter(None, (Code.objects.in_force(on), coming.first())):
        try:
            beginning_of(assessor, code, on=on)
        except RuleError:
            continue
        return code
    return None


def beginning_of(assessor: Assessor, code: Code, *, on: date) -> date:
    """The first day of the pledge that this assessor may sign now; refuses as `sign_pledge` does."""
    present = Code.objects.in_force(on)
    is_next = code.in_force_from > on and assessor.has_pledged(on)
    if code != present and not is_next:
        raise RuleError(_("Kode etik ini belum atau tidak lagi berlaku."), code="code_not_in_force")
    newest = Pledge.objects.filter(assessor=assessor, code=code).order_by("-ends_on").first()
    if newest is None or newest.ends_on < on:
        return max(on, code.in_force_from)
    if newest.ends_on > on + timedelta(days=settings.PLEDGE_REMINDER_DAYS):
        raise RuleError(_("Ikrar Anda masih berlaku."), code="pledge_in_force")
    return newest.ends_on + timedelta(days=1)
