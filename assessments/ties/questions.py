"""Which ties are recorded between two people: asked here and nowhere else (ISO/IEC 17024, 4.3; code of ethics, 7).

A tie is a `Relation` or a `Training`, in either direction. A tie between a candidate and whoever judges him, or stands
beside who does, is decided once a hold of the two was lifted after the tie was recorded: that is what an officer's
"not a conflict" leaves behind. The guards say the same in SQL (guards.tie_rules).
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from kit.accounts import Account

from ..models import Assessment, Hold, Relation, Supervision, Training

# Whom a tie recorded today still concerns: what has ended otherwise stays as it was.
LIVE = frozenset({Assessment.Status.ENROLLED, Assessment.Status.SIGNED, Assessment.Status.GRANTED})
TRAINING = "training"
ASKED = -1  # the key of no row: it keeps a place among the values of a statement


class Recorded(NamedTuple):
    """A tie between two people as it is on record; `kind` is one of Relation.Kind, or "training" by `trainer`."""

    person_id: int
    other_id: int
    kind: str
    note: str
    since: datetime
    trainer: str = ""

    @property
    def label(self) -> str:
        """The kind in the reader's words."""
        if self.kind == TRAINING:
            return _("Dilatih oleh %(name)s") % {"name": self.trainer}
        return str(Relation.Kind(self.kind).label)


def recorded(person: int, others: Collection[int]) -> list[Recorded]:
    """Every tie between this person and any of the others, by their keys, oldest first. Two queries."""
    pairs = Q(person=person, relative__in=others) | Q(relative=person, person__in=others)
    found = [
        Recorded(row.person_id, row.relative_id, row.kind, row.note, row.recorded_at)
        for row in Relation.objects.filter(pairs)
    ]
    taught = Q(trainer=person, candidate__person__in=others) | Q(trainer__in=others, candidate__person=person)
    for row in Training.objects.filter(taught).select_related("candidate", "trainer"):
        pair = (row.trainer_id, row.candidate.person_id)
        found.append(Recorded(*pair, TRAINING, row.subject, row.recorded_at, row.trainer.name))
    return sorted(found, key=lambda tie: tie.since)


def judging(assessment: Assessment) -> list[int]:
    """The persons who judge it: its assessor, and who was last put beside him."""
    beside = assessment.supervisions.filter(assessor=assessment.assessor_id).order_by("-pk")
    return [assessment.assessor.person_id, *beside.values_list("supervisor", flat=True)[:1]]


def undecided(assessment: Assessment) -> list[Recorded]:
    """The ties between those who judge it and the candidate about which nobody has decided since."""
    holds = assessment.holds.filter(assessor=assessment.assessor_id)
    lifted = holds.aggregate(last=Max("lifted_at"))["last"]
    ties = recorded(assessment.candidate.person_id, judging(assessment))
    return [tie for tie in ties if lifted is None or lifted < tie.since]


def with_doubts(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Adds to assessments `is_held` (from the assessor) and `is_tied` (a tie as in `undecided`)."""
    beside = Supervision.objects.filter(assessment=OuterRef("pk"), assessor=OuterRef("assessor")).order_by("-pk")
    lifted = Hold.objects.filter(
        assessment=OuterRef(OuterRef("pk")), assessor=OuterRef(OuterRef("assessor")),
        lifted_at__gte=OuterRef("recorded_at"),
    )  # fmt: skip
    related = taught = Q()
    candidate = OuterRef("candidate__person")
    for who in (OuterRef("assessor__person"), OuterRef("beside")):
        related |= Q(person=who, relative=candidate) | Q(person=candidate, relative=who)
        taught |= Q(trainer=who, candidate__person=candidate) | Q(trainer=candidate, candidate__person=who)
    ties = (Relation.objects.filter(related), Training.objects.filter(taught))
    relation, training = (Exists(each.exclude(Exists(lifted))) for each in ties)
    rows = rows.alias(beside=Subquery(beside.values("supervisor")[:1]))
    return rows.with_hold().annotate(is_tied=relation | training)  # type: ignore[attr-defined]


class Doubts(NamedTuple):
    """What `with_doubts` says of one assessment."""

    is_held: bool
    is_tied: bool


def doubts_of(assessment: Assessment) -> Doubts:
    """What `with_doubts` says of this one. It is asked at each saving, signing, granting and issuing.

    The ORM needs longer to write the query than the database to answer it, so it writes it once a process.
    """
    statement, values = _about_one()
    with connection.cursor() as cursor:
        cursor.execute(statement, [assessment.pk if value == ASKED else value for value in values])
        held, tied = cursor.fetchone()
    return Doubts(bool(held), bool(tied))


@cache
def _about_one() -> tuple[str, Sequence[Any]]:
    """The statement for one assessment, and its values with ASKED in place of the key."""
    rows = with_doubts(Assessment.objects.filter(pk=ASKED).order_by()).values_list("is_held", "is_tied")
    statement: tuple[str, Sequence[Any]] = rows.query.sql_with_params()
    return statement


# --- a tie recorded while an assessment is under way ------------------------------------------------------
Watcher = Callable[..., object]
_watchers: list[Watcher] = []


def watch(watcher: Watcher) -> None:
    """Be called with `by`, `on` and `assessments` when a tie is recorded: inside its transaction, rows locked.

    The app above that watches over impartiality registers itself when it is ready.
    """
    if watcher not in _watchers:
        _watchers.append(watcher)


def lock_people(*people: int) -> None:
    """Lock what is under way for any of these as a candidate: who signs, decides or issues right now is waited for, and
    who does so next waits for the tie. To be called before a tie is written.
    """
    list(_under_way(people).select_for_update(of=("self",)))


def tell(*people: int, by: Account, on: date) -> None:
    """A tie between these was recorded: the watchers hear of everything under way that it may concern."""
    assessments = list(_under_way(people).select_for_update(of=("self",)).select_related("candidate", "assessor"))
    for watcher in _watchers if assessments else ():
        watcher(by=by, on=on, assessments=assessments)


def _under_way(people: Collection[int]) -> QuerySet[Assessment]:
    return Assessment.objects.filter(candidate__person__in=people, status__in=LIVE).order_by("pk")
