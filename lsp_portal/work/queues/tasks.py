"""What a home page is made of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.functional import Promise

Words = str | Promise
Row = Any  # a model's row with what its queryset has added
SHOWN = 8


@dataclass(frozen=True)
class Task:
    """One thing to do: what, the telling fact, where, and the one action."""

    title: str
    text: Words
    url: str
    action: Words = ""
    tone: str = ""
    badge: Words = ""


@dataclass(frozen=True)
class Queue:
    """Tasks of one kind, the oldest first; `has_more` when the page does not show all of them."""

    title: Words
    tasks: Sequence[Task]
    has_more: bool = False
    note: Words = ""
    all_url: str = ""  # where all of them are done at once
    all_action: Words = ""


@dataclass
class Section:
    """The work of one role. `calm` is said when nothing waits."""

    queues: Sequence[Queue]
    calm: Words
    week: Sequence[Any] = field(default_factory=list)
    week_url: str = ""
    role: Words = ""

    @property
    def waiting(self) -> list[Queue]:
        """The queues that are worth showing: with tasks, or with a note."""
        return [queue for queue in self.queues if queue.tasks or queue.note]


def queue(title: Words, rows: Iterable[Any], as_task: Callable[[Any], Task], *, note: Words = "") -> Queue:
    """The first rows as tasks. Slices a queryset in the database: one query, whatever its length."""
    first = list(rows[: SHOWN + 1]) if hasattr(rows, "query") else list(islice(rows, SHOWN + 1))  # type: ignore[index]
    return Queue(title, [as_task(row) for row in first[:SHOWN]], len(first) > SHOWN, note)
