"""Drawing numbers: inside the issuing transaction, from a locked counter; and serials that nobody shall bear."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.access import is_lsp_admin
from assessments.models import CertificationBody, Event, SchemeVersion
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.printable import stated
from kit.saving import save_checked

from ..models import Certificate, NumberCounter, NumberPattern, VoidedNumber
from . import numbering
from .models import LARGEST_SERIAL, Series


def draw(series: str) -> int:
    """The next serial of a series: unique, and without a gap, because it is given back if the transaction fails.

    Must run inside a transaction (TransactionManagementError otherwise); the counter stays locked until it ends.
    """
    counter = locked_counter(series)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def locked_counter(series: str) -> NumberCounter:
    """The counter of a series, made if there is none, locked until the transaction ends."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a serial is drawn inside the transaction that uses it")
    NumberCounter.objects.get_or_create(series=series)
    return NumberCounter.objects.select_for_update().get(series=series)


def draw_number(series: str, version: SchemeVersion, body: CertificationBody, *, on: date) -> str:
    """The next number of a series (certificate or registration), written by the pattern in force that day.

    Refuses "no_pattern", "number_taken" (another pattern once made the same number, for either series: who asks for
    a number is not asked which of the two it is) and the codes of
    `numbering.written`; what was drawn is given back with the transaction.
    """
    pattern = pattern_of(series, on)
    serial = draw(numbering.series_of(series, pattern.restart, on.year))
    parts = numbering.Parts(
        kbli=version.kbli,
        kbji=version.kbji,
        level=version.kkni_level,
        field=version.registration_prefix,
        licence_number=body.licence_number,
        serial=serial,
        year=on.year,
    )
    number = numbering.written(pattern.pattern, parts)
    if Certificate.objects.filter(Q(number=number) | Q(registration_number=number)).exists():
        raise RuleError(
            _("Nomor %(number)s sudah ada. Tentukan nomor urut berikutnya pada halaman Penomoran."),
            code="number_taken",
            params={"number": number},
        )
    return number


def pattern_of(series: str, on: date) -> NumberPattern:
    """The pattern in force that day; refuses "no_pattern"."""
    pattern = NumberPattern.objects.in_force(series, on)
    if pattern is None:
        raise RuleError(_("Belum ada pola nomor untuk tanggal ini."), code="no_pattern")
    return pattern


@transaction.atomic
@while_guarded
def void_serials(*, series: str, upto: int, reason: str, by: Account, on: date) -> VoidedNumber:
    """Let no certificate bear the serials that are next, up to and with this one; the one after it is drawn next.

    For sheets numbered by hand or lost, and for an LSP that goes on from paper (begins at 1235: voided up to 1234).
    Voids in the counter that numbers of the day `on` come from. Refuses "series", "no_pattern", "reason_missing",
    "serial_backwards" and "serial_exhausted" (the pattern would have no serial left); PermissionDenied for anybody but
    an admin. The counter is locked: who draws meanwhile waits, and nobody draws a serial that is voided.
    """
    if not is_lsp_admin(by):
        raise PermissionDenied
    if series not in Series.values:
        raise RuleError(_("Pilih nomor yang dimaksud."), code="series")
    if not (reason := stated(reason)):
        raise RuleError(_("Tulis alasannya."), code="reason_missing")
    pattern = pattern_of(series, on)
    counter = locked_counter(numbering.series_of(series, pattern.restart, on.year))
    first = counter.last + 1
    if upto < first:
        raise RuleError(
            _("Nomor urut tidak pernah mundur. Yang berikutnya sekarang %(next)s."),
            code="serial_backwards",
            params={"next": first},
        )
    if upto >= min(10 ** numbering.serial_width(pattern.pattern) - 1, LARGEST_SERIAL):
        raise RuleError(_("Sesudah itu tidak ada nomor urut yang tersisa pada pola ini."), code="serial_exhausted")
    counter.last = upto
    counter.save(update_fields=["last"])
    voided = VoidedNumber.objects.create(counter=counter, first=first, last=upto, reason=reason, on=on, by=by)
    Event.record(counter, "voided", by=by, on=on, reason=reason, name=f"{first}–{upto}")
    return voided


PATTERNS = "number pattern"


@transaction.atomic
@while_guarded
def set_pattern(
    *, series: str, pattern: str, restart: str, valid_from: date, by: Account, on: date, classification: str = ""
) -> NumberPattern:
    """Write the numbers of a series by this pattern from a day on.

    Refuses "series", "restart", "pattern" (numbering.check_pattern), "pattern_backdated" (a certificate was issued on
    that day or later), "restart_midyear" (serials that begin again or go on in a year that has certificates would make
    twins), "serial_exhausted" (the next serial does not fit) and "invalid" (another pattern begins that day);
    PermissionDenied for anybody but an admin. The counter of today's pattern is locked while it is asked, and of two
    who set or discard patterns at once one waits.
    """
    if not is_lsp_admin(by):
        raise PermissionDenied
    if series not in Series.values:
        raise RuleError(_("Pilih nomor yang dimaksud."), code="series")
    if restart not in NumberPattern.Restart.values:
        raise RuleError(_("Pilih cara nomor urut berjalan."), code="restart")
    pattern = " ".join(pattern.split())  # the public search reads any run of spaces as one
    numbering.check_pattern(pattern, restart)
    _wait_turn(series, on)
    _refuse_day(valid_from)
    _refuse_twins(series, restart, valid_from)
    _refuse_narrow(series, pattern, restart, valid_from)
    made = save_checked(
        NumberPattern(
            series=series,
            pattern=pattern,
            restart=restart,
            classification=classification.strip(),
            valid_from=valid_from,
            created_by=by,
        )
    )
    Event.record(made, "created", by=by, on=on, name=pattern)
    return made


@transaction.atomic
@while_guarded
def discard_pattern(*, pattern: NumberPattern, by: Account, on: date) -> None:
    """Throw away a pattern that no certificate can have been numbered by; the one before it goes on.

    Refuses "gone", "pattern_used" (a certificate was issued on its first day or later) and "restart_midyear" (those
    before and after it cannot follow each other); PermissionDenied for anybody but an admin.
    """
    if not is_lsp_admin(by):
        raise PermissionDenied
    _wait_turn(pattern.series, on)
    found = NumberPattern.objects.filter(pk=pattern.pk).first()
    if found is None:
        raise RuleError(_("Pola ini sudah dibuang."), code="gone")
    last = _last_issued()
    if last and last >= found.valid_from:
        raise RuleError(_("Pola ini sudah dipakai, jadi tidak dapat dibuang."), code="pattern_used")
    Event.record(found, "discarded", by=by, on=on, name=found.pattern)
    found.delete()
    if before := NumberPattern.objects.in_force(found.series, found.valid_from):
        _refuse_twins(found.series, before.restart, found.valid_from)


def _wait_turn(series: str, on: date) -> None:
    """Of two who change patterns one waits, and both wait for whoever draws a number by today's."""
    locked_counter(PATTERNS)
    if current := NumberPattern.objects.in_force(series, on):
        locked_counter(numbering.series_of(series, current.restart, on.year))


def _last_issued() -> date | None:
    return Certificate.objects.order_by("-issued_on").values_list("issued_on", flat=True).first()


def _refuse_day(valid_from: date) -> None:
    last = _last_issued()
    if last and valid_from <= last:
        raise RuleError(
            _("Sertifikat terakhir terbit pada %(day)s. Pola baru mulai berlaku sesudah hari itu."),
            code="pattern_backdated",
            params={"day": f"{last:%d-%m-%Y}"},
        )


def _refuse_twins(series: str, restart: str, valid_from: date) -> None:
    """Serials change the way they run with a year, before and after the new pattern, or before anything is drawn."""
    after = NumberPattern.objects.filter(series=series, valid_from__gt=valid_from).order_by("valid_from").first()
    turns = [(NumberPattern.objects.in_force(series, valid_from), valid_from), (after, after and after.valid_from)]
    amid = any(other and day and other.restart != restart and (day.month, day.day) != (1, 1) for other, day in turns)
    if amid and NumberCounter.objects.of_numbers().filter(series__startswith=series, last__gt=0).exists():
        raise RuleError(
            _("Cara nomor urut berjalan hanya dapat berganti pada 1 Januari, agar tidak ada nomor kembar."),
            code="restart_midyear",
        )


def _refuse_narrow(series: str, pattern: str, restart: str, valid_from: date) -> None:
    name = numbering.series_of(series, restart, valid_from.year)
    last = NumberCounter.objects.filter(series=name).values_list("last", flat=True).first() or 0
    if len(str(last + 1)) > numbering.serial_width(pattern):
        raise RuleError(
            _("Nomor urut berikutnya (%(next)s) tidak muat dalam pola ini."),
            code="serial_exhausted",
            params={"next": last + 1},
        )
