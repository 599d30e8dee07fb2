"""Drawing numbers: inside the issuing transaction, from a locked counter."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.errors import RuleError
from assessments.models import CertificationBody, SchemeVersion

from .. import numbering
from ..models import NumberCounter, NumberPattern


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

    Refuses "no_pattern" and the codes of `numbering.written`; what was drawn is given back with the transaction.
    """
    pattern = NumberPattern.objects.in_force(series, on)
    if pattern is None:
        raise RuleError(_("Belum ada pola nomor untuk tanggal ini."), code="no_pattern")
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
    return numbering.written(pattern.pattern, parts)
