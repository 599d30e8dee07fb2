"""Statuses: what each is called and how it looks, which may follow which, and the one writer of them all."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy

from kit.accounts import Account
from kit.events import journal
from kit.guards import require_guards

from .errors import RuleError
from .tones import check_tone


class Statuses(models.TextChoices):
    """Choices shown as a badge: NAME = "value", "tone", _("label"). Without a tone the module does not load."""

    tone: str

    def __new__(cls, value: str, tone: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.tone = check_tone(tone)
        return member


class StatusField(models.CharField):
    """A column of `Statuses`, kept at hand for whoever shows it.

    To a migration it is a plain CharField without choices: which statuses there are is no matter of its column. Another
    word for one needs no migration, another status that of the constraint which holds what may stand in it.
    """

    def __init__(self, *args: Any, statuses: type[Statuses] | None = None, **options: Any) -> None:
        self.statuses = statuses
        if statuses:
            options["choices"] = statuses.choices
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        options.pop("choices", None)
        return name, "django.db.models.CharField", args, options


Edges = Mapping[Any, Mapping[Any, str]]


class StateMachine:
    """Which status may follow which, and by what verb: {status: {next: verb}}. It stands on the model as `STATES`.

    The first status is the one a row begins with; one without edges is final. Checked when the module loads: a
    forgotten status is a bug, not a surprise.
    """

    def __init__(self, statuses: type[Statuses], edges: Edges) -> None:
        known = set(statuses)
        if set(edges) != known or not {to for leads in edges.values() for to in leads} <= known:
            raise AssertionError(f"{statuses.__qualname__}: the edges and the statuses differ")
        self.statuses = statuses
        self.edges = {status: dict(leads) for status, leads in edges.items()}
        self.first = next(iter(self.edges))
        self.final = frozenset(status for status, leads in self.edges.items() if not leads)
        self.open = frozenset(self.edges) - self.final

    @property
    def verbs(self) -> set[str]:
        """The verbs of all its edges."""
        return {verb for leads in self.edges.values() for verb in leads.values()}

    def verb(self, came_from: str, to: str) -> str:
        """What this edge is called in the history; KeyError for what is no edge."""
        return self.edges[self.statuses(came_from)][self.statuses(to)]

    def before(self, *statuses: str) -> frozenset[Any]:
        """The statuses from which an edge leads to one of these."""
        return frozenset(status for status, leads in self.edges.items() if leads.keys() & set(statuses))

    @property
    def by_verb(self) -> dict[str, Any]:
        """Where each verb leads; one that leads to several statuses is left out."""
        led = {(verb, to) for leads in self.edges.values() for to, verb in leads.items()}
        return {verb: to for verb, to in led if sum(verb == other for other, _to in led) == 1}

    def begins_otherwise(self, new: str = "NEW.status") -> str:
        """True, in SQL, for a row that does not begin with the first status."""
        return f"{new} <> '{self.first.value}'"

    def skips(self, old: str = "OLD.status", new: str = "NEW.status") -> str:
        """True, in SQL, for a move along no edge. SQLite and PostgreSQL both read it."""
        pairs = ", ".join(f"('{status.value}', '{to.value}')" for status, leads in self.edges.items() for to in leads)
        return f"({old} <> {new} AND ({old}, {new}) NOT IN (VALUES {pairs}))"

    def reopens(self, old: str = "OLD.status", new: str = "NEW.status") -> str:
        """True, in SQL, for a move from a final status."""
        ends = ", ".join(f"'{status.value}'" for status in self.edges if status in self.final)
        return f"({new} <> {old} AND {old} IN ({ends}))"


def allows(row: Any, to: str) -> bool:
    """Whether the row may move to this status; from a status that somebody wrote past the portal nothing leads on."""
    return to in row.STATES.edges.get(row.status, {})


def offers(row: Any, verb: str) -> bool:
    """Whether this verb leads the row on from where it is; what buttons ask. LookupError for one that leads nowhere."""
    if verb not in row.STATES.verbs:
        raise LookupError(f"{type(row).__name__} has no edge {verb!r}")
    return verb in row.STATES.edges.get(row.status, {}).values()


def check_move(row: Any, to: str) -> None:
    """RuleError("transition") for a move that is no edge."""
    if not allows(row, to):
        raise _no_edge(row, to)


def check_verb(row: Any, verb: str) -> None:
    """RuleError("transition") unless this verb leads the row on from where it is; of one that leads to one status.

    For an act that asks before it does anything: another verb may lead to the same status.
    """
    if not offers(row, verb):
        raise _no_edge(row, row.STATES.by_verb[verb])


def _no_edge(row: Any, to: str) -> RuleError:
    return RuleError(
        gettext_lazy("Tidak dapat diubah dari “%(current)s” menjadi “%(wanted)s”."),
        code="transition",
        params={"current": row.get_status_display(), "wanted": row.STATES.statuses(to).label},
    )


def move(row: Any, to: str, **changes: Any) -> None:
    """Move a locked row along an edge, with any columns that change with it. Refuses what `check_move` refuses."""
    check_move(row, to)
    row.status = to
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=["status", *changes])


def advance(row: Any, to: str, *, by: Account, on: date, reason: str = "", **changes: Any) -> Any:
    """`move`, and the event of it written beside: its verb is that of the edge. Refuses "guards_missing" as well."""
    require_guards()
    came_from = row.status
    move(row, to, **changes)
    verb = row.STATES.verb(came_from, to)
    return journal().record(row, verb, by=by, on=on, reason=reason, came_from=came_from, went_to=str(to))
