"""What the page of numbers says of each series: the pattern in force, the next serial, and a number as it would be."""

from dataclasses import dataclass
from datetime import date

from assessments.models import CertificationBody, SchemeVersion
from kit.errors import RuleError

from ..models import NumberCounter, NumberPattern
from . import numbering
from .models import Series

SAMPLE = numbering.Parts(
    kbli="62090", kbji="2513", level=3, field="TIK", licence_number="BNSP-LSP-1234-ID", serial=1, year=2026
)


@dataclass(frozen=True)
class Example:
    """A number as a pattern makes it of the next serial, for a real scheme if there is one; or what is wrong."""

    number: str = ""
    scheme: str = ""
    problem: str = ""


@dataclass(frozen=True)
class State:
    """One series on one day: its pattern, those that follow, and what the next number would be."""

    series: Series
    pattern: NumberPattern | None
    upcoming: list[NumberPattern]
    next_serial: int
    example: Example


def states(on: date) -> list[State]:
    """Every series as it stands that day."""
    return [_state(Series(series), on) for series in Series.values]


def _state(series: Series, on: date) -> State:
    pattern = NumberPattern.objects.in_force(series, on)
    upcoming = list(NumberPattern.objects.filter(series=series, valid_from__gt=on).order_by("valid_from"))
    if pattern is None:
        return State(series, None, upcoming, 1, Example())
    serial = next_serial(series, pattern.restart, on)
    return State(series, pattern, upcoming, serial, typed_example(series, pattern.pattern, pattern.restart, on))


def typed_example(series: str, pattern: str, restart: str, on: date) -> Example:
    """The example of a pattern as it is typed, or the refusal that saving it would meet."""
    pattern = " ".join(pattern.split())
    series = series if series in Series.values else Series.CERTIFICATE  # nothing unknown is asked of the database
    try:
        numbering.check_pattern(pattern, restart)
        return _example(pattern, next_serial(series, restart, on), on)
    except RuleError as refusal:
        return Example(problem=str(refusal.messages[0]))


def next_serial(series: str, restart: str, on: date) -> int:
    """The serial that would be drawn that day."""
    name = numbering.series_of(series, restart, on.year)
    last = NumberCounter.objects.filter(series=name).values_list("last", flat=True).first()
    return (last or 0) + 1


def _example(pattern: str, serial: int, on: date) -> Example:
    """Refuses what `numbering.written` refuses."""
    body = CertificationBody.current()
    rows = SchemeVersion.objects.in_force().exclude(kbli="").exclude(kbji="").exclude(registration_prefix="")
    version = rows.order_by("scheme_id").first()
    parts = SAMPLE.copy()
    parts["serial"], parts["year"] = serial, on.year
    if version:
        parts["kbli"], parts["kbji"], parts["level"] = version.kbli, version.kbji, version.kkni_level
        parts["field"] = version.registration_prefix
    if body:
        parts["licence_number"] = body.licence_number
    return Example(numbering.written(pattern, parts), version.title if version else "")
