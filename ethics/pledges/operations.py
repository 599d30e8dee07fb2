"""Signing the code of ethics."""

from collections.abc import Collection
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.assessors.operations import record_pledge
from assessments.models import Assessor, Event
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.seen import refuse_stale

from ..models import Code, Pledge
from ..policies.operations import tell_policy_duty

CODE_CHANGED = _("Kode etik berganti sejak halaman ini dibuka. Muat ulang halaman.")
STATEMENT = (
    "Saya, {name}, asesor kompetensi nomor registrasi {met}, telah membaca dan memahami setiap butir {code} "
    "({decree}) dan berikrar menaatinya dengan sungguh-sungguh."
)


def statement_of(assessor: Assessor, code: Code) -> str:
    """The words that the assessor signs; Indonesian, as the code itself."""
    return STATEMENT.format(name=assessor.person.name, met=assessor.met_number, code=code.title, decree=code.decree)


@transaction.atomic
@while_guarded
def sign_pledge(
    *,
    by: Account,
    on: date,
    assessor: Assessor,
    code: Code,
    seen: str,
    confirmed: Collection[int],
    address: str | None = None,
) -> Pledge:
    """Pledge to a code, clause by clause, for PLEDGE_DAYS; within PLEDGE_REMINDER_DAYS of its end it is renewed.

    The next period begins when the present one ends, so that no day is lost and none is pledged twice; none goes on
    when another edition comes into force. `seen` is the trace of the words that the page showed. Only the assessor
    himself may (PermissionDenied). Refuses: any day but today ("pledge_dated"), other words ("code_changed"), a
    clause not confirmed ("clauses_unconfirmed"), a code that is neither in force nor the next one of somebody whose
    pledge holds until then ("code_not_in_force"), a pledge that holds for long yet ("pledge_in_force").
    """
    if assessor.person.account_id is None or assessor.person.account_id != by.pk:
        raise PermissionDenied
    if on != timezone.localdate():
        raise RuleError(_("Ikrar ditandatangani pada hari ini."), code="pledge_dated")
    code = Code.objects.select_for_update().get(pk=code.pk)  # its words do not change while somebody signs them
    assessor = Assessor.objects.select_for_update(of=("self",)).select_related("person").get(pk=assessor.pk)
    refuse_stale(seen, code.trace, CODE_CHANGED, code="code_changed")
    if set(confirmed) != set(code.clauses.values_list("number", flat=True)):
        raise RuleError(_("Baca dan nyatakan setuju pada setiap butir."), code="clauses_unconfirmed")
    begins_on = beginning_of(assessor, code, on=on)
    ends_on = begins_on + timedelta(days=settings.PLEDGE_DAYS - 1)
    pledge = Pledge(
        assessor=assessor,
        code=code,
        begins_on=begins_on,
        ends_on=min(ends_on, code.last_day or ends_on),
        statement=statement_of(assessor, code),
        signed_by=by,
        signed_at=timezone.now(),
        address=address,
    )
    pledge.digest = pledge.expected_digest()
    pledge.save(force_insert=True)
    record_pledge(by=by, on=on, assessor=assessor, until=pledge.ends_on)
    tell_policy_duty(by=by, on=on, assessor=assessor)  # nobody has a first task before his first pledge
    Event.record(pledge, "signed", by=by, on=on)
    return pledge


def code_to_sign(assessor: Assessor, *, on: date) -> Code | None:
    """The code that this assessor may pledge to now: that of today, or else the next one; None when nothing is due."""
    for code in filter(None, (Code.objects.in_force(on), Code.objects.coming(on).first())):
        try:
            beginning_of(assessor, code, on=on)
        except RuleError:
            continue
        return code
    return None


def code_due(assessor: Assessor, *, on: date) -> Code | None:
    """The code that the assessor is asked to sign: his pledge lacks, ends soon, or will end because another comes."""
    soon = on + timedelta(days=settings.PLEDGE_REMINDER_DAYS)
    if assessor.has_pledged(soon):
        following = Code.objects.coming(on).first()
        if following is None or assessor.has_pledged(following.in_force_from):
            return None
    return code_to_sign(assessor, on=on)


def beginning_of(assessor: Assessor, code: Code, *, on: date) -> date:
    """The first day of the pledge that this assessor may sign now; refuses as `sign_pledge` does."""
    coming = Code.objects.coming(on).first()
    day_before = code.in_force_from - timedelta(days=1)
    is_next = code == coming and assessor.has_pledged(on) and assessor.has_pledged(day_before)
    if code != Code.objects.in_force(on) and not is_next:
        raise _not_in_force()
    newest = Pledge.objects.filter(assessor=assessor, code=code).order_by("-ends_on").first()
    if newest is None or newest.ends_on < on:
        return max(on, code.in_force_from)
    if newest.ends_on > on + timedelta(days=settings.PLEDGE_REMINDER_DAYS):
        raise RuleError(_("Ikrar Anda masih berlaku."), code="pledge_in_force")
    begins_on = newest.ends_on + timedelta(days=1)
    if code.last_day is not None and begins_on > code.last_day:
        raise _not_in_force()
    return begins_on


def _not_in_force() -> RuleError:
    return RuleError(_("Kode etik ini belum atau tidak lagi berlaku."), code="code_not_in_force")
