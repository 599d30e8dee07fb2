"""Are the numbers whole? Serials without gap or twin, and every blank named by one certificate."""

from collections.abc import Iterator

from django.db.models import F, Sum

from ..models import BlankUse, Certificate, NumberCounter, VoidedNumber
from ..numbers.models import Series


def number_problems() -> Iterator[tuple[str, str]]:
    """What is wrong, and about which certificate, series or blank. A handful of queries, whatever the size."""
    yield from _serials()
    yield from _blanks()


def _serials() -> Iterator[tuple[str, str]]:
    """Every serial that was drawn is on a certificate or in the register of voided ones."""
    certificates = Certificate.objects.count()
    counters = NumberCounter.objects.of_numbers()
    for series in Series.values:
        own = counters.filter(series__startswith=series)
        drawn = own.aggregate(sum=Sum("last"))["sum"] or 0
        voided = VoidedNumber.objects.filter(counter__in=own.values("pk"))
        unborne = voided.aggregate(sum=Sum(F("last") - F("first") + 1))["sum"] or 0
        if drawn - unborne != certificates:
            yield series, f"{drawn} serials drawn, {unborne} voided, but {certificates} certificates"


def _blanks() -> Iterator[tuple[str, str]]:
    """The stock and the register say the same of each sheet."""
    without = Certificate.objects.exclude(blank_number="").filter(blank=None)
    for number in without.values_list("number", flat=True).iterator():
        yield number, "its blank is not in the stock"
    uses = BlankUse.objects.exclude(certificate=None).select_related("certificate", "batch")
    for use in uses.defer("certificate__snapshot").iterator(chunk_size=500):
        if use.certificate and use.certificate.blank_number != str(use):
            yield use.certificate.number, f"blank {use} was used for it, but it names another"
