"""How numbers are written from a day on: an admin's act, never about a day whose numbers are already given."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.access import is_lsp_admin
from assessments.models import Event
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.saving import save_checked

from ...models import Certificate, NumberCounter, NumberPattern
from .. import numbering
from ..models import Series
from .numbers import locked_counter

PATTERNS = "number pattern"


@transaction.atomic
@while_guarded
def set_pattern(
    *, series: str, pattern: str, restart: str, valid_from: date, by: Any, on: date, classification: str = ""
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
def discard_pattern(*, pattern: NumberPattern, by: Any, on: date) -> None:
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
