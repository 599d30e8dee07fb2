"""What candidates said of an assessor (FR.AK-03), clause by clause, so that nobody can tell who said it."""

from dataclasses import dataclass

from assessments.models import Assessor

from ..checklists.statements import CLAUSES, STATEMENTS, of_clause
from ..models import Answer
from .statistics import Batch, Quarter, batches
from .window import Window, quarter_of


@dataclass(frozen=True)
class Opinion:
    """One clause: its statements in words, and what was published of it, the oldest first."""

    clause: int
    batches: list[Batch]

    @property
    def statements(self) -> list[str]:
        return [str(each.text) for each in STATEMENTS if self.clause in each.clauses]

    @property
    def latest(self) -> Batch:
        return self.batches[-1]


def opinions_of(assessor: Assessor, window: Window) -> list[Opinion]:
    """Every clause of which something may be shown. Batches are formed from all that was ever said, and then those of
    the window are shown: a window that moves must not part a batch.
    """
    rows = Answer.objects.filter(feedback__assessment__assessor=assessor).order_by()
    said = rows.annotate(quarter=quarter_of("feedback__given_at")).values_list(
        "quarter", "feedback__assessment__candidate", "statement", "agrees"
    )
    by_statement: dict[int, list[tuple[Quarter, int, bool]]] = {}
    for day, candidate, statement, agrees in said:
        by_statement.setdefault(statement, []).append((Quarter.of(day), candidate, agrees))
    found = []
    for clause in CLAUSES:
        answers = [answer for number in of_clause(clause) for answer in by_statement.get(number, [])]
        shown = [batch for batch in batches(answers, window.last) if batch.last >= window.first]
        if shown:
            found.append(Opinion(clause, shown))
    return found
