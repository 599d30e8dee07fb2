"""Issuing many at once. The only door stays `issue`: a run knocks at it once for each assessment."""

import logging
import time
from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.access import is_lsp_admin
from assessments.models import Assessment
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded

from ..issuing.operations.issuing import issue
from ..models import Certificate, IssuingItem, IssuingRun

logger = logging.getLogger(__name__)
MOST = 2000
BREATH = 0.05  # seconds; SQLite has one writer, and who waits for it asks only every tenth of a second or so
STATE = IssuingItem.State
# What stands in the way of every certificate, and is no fault of an assessment.
OF_THE_PORTAL = frozenset(
    (
        "key_missing", "key_expired", "key_is_demo", "passphrase_missing", "passphrase_wrong",
        "sealer_unavailable", "sealer_unreachable", "seal_invalid", "no_profile", "no_design", "no_pattern",
        "serial_exhausted", "licence_number", "number_taken", "lsp_unprintable", "guards_missing",
    )
)  # fmt: skip


class _Halt(Exception):
    """The run cannot go on: in these words."""


@transaction.atomic
@while_guarded
def start_run(*, assessments: Collection[Assessment], by: Account, on: date) -> IssuingRun:
    """Order the certificates of these assessments; an admin's act. Refuses "none_chosen" and "too_many"."""
    if not is_lsp_admin(by):
        raise PermissionDenied
    if not assessments:
        raise RuleError(_("Pilih paling sedikit satu asesi."), code="none_chosen")
    if len(assessments) > MOST:
        raise RuleError(_("Terlalu banyak sekaligus; pilih paling banyak 2.000."), code="too_many")
    run = IssuingRun.objects.create(on=on, started_by=by)
    IssuingItem.objects.bulk_create(IssuingItem(run=run, assessment=each) for each in assessments)
    return run


def work_on(run: IssuingRun) -> None:
    """Issue what still waits, one by one, until nothing does. Safe to be called by several at once, and again after a
    process was killed: an item is taken under lock, and what was not committed still waits. On SQLite others are let
    write in between. What is refused for its own sake holds up nobody; a fault of the portal halts the run, says so in
    `halted`, and leaves the item waiting behind the others.
    """
    while _next(run.pk):
        if connection.vendor == "sqlite":
            time.sleep(BREATH)
    with transaction.atomic():
        waiting = IssuingItem.objects.filter(run=run, state=STATE.WAITING).exists()
        if not waiting:
            IssuingRun.objects.filter(pk=run.pk, finished_at=None).update(finished_at=timezone.now())


def take_up(run: IssuingRun) -> bool:
    """Claim a run that nobody works on; whether it was this caller who got it."""
    now = timezone.now()
    return bool(IssuingRun.objects.abandoned(now).filter(pk=run.pk).update(alive_at=now))


def resume(run: IssuingRun) -> bool:
    """Claim a run that a fault has halted; whether it was this caller who got it."""
    halted = IssuingRun.objects.filter(pk=run.pk, finished_at=None).exclude(halted="")
    return bool(halted.update(halted="", alive_at=timezone.now()))


@transaction.atomic
def _next(run_id: int) -> bool:
    """Issue one item; whether the run can go on. What failed before is tried after the others."""
    skip = connection.features.has_select_for_update_skip_locked
    waiting = IssuingItem.objects.filter(run=run_id, state=STATE.WAITING, run__halted="").order_by("refusal", "pk")
    item = waiting.select_for_update(skip_locked=skip, of=("self",)).select_related("run", "assessment").first()
    if item is None:
        return False
    try:
        certificate, refusal = _issued(item)
    except _Halt as halt:
        IssuingItem.objects.filter(pk=item.pk).update(refusal=str(halt))
        IssuingRun.objects.filter(pk=run_id).update(halted=str(halt))
        return False
    item.state = STATE.ISSUED if certificate else STATE.REFUSED
    item.certificate, item.refusal = certificate, refusal
    item.save(update_fields=["state", "certificate", "refusal"])
    IssuingRun.objects.filter(pk=run_id).update(alive_at=timezone.now())
    return True


def _issued(item: IssuingItem) -> tuple[Certificate | None, str]:
    """The certificate, or why this assessment gets none. Raises _Halt for what is not of this assessment."""
    try:
        with transaction.atomic():
            return issue(assessment=item.assessment, by=item.run.started_by, on=item.run.on), ""
    except RuleError as refusal:
        said = " ".join(refusal.messages)
        if refusal.code in OF_THE_PORTAL:
            raise _Halt(said) from refusal
        return None, said
    except PermissionDenied:
        return None, str(_("Akun yang memulai penerbitan ini bukan admin lagi."))
    except Exception as fault:
        logger.exception("assessment %s of run %s was not issued", item.assessment_id, item.run_id)
        raise _Halt(str(_("Ada galat pada sistem. Pengelola server dapat membacanya pada log."))) from fault
