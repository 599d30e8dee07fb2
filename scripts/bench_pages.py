"""What `scripts/bench.py` measures, and how: in turn, round by round, so that a busy machine slows all alike.

Time is the processor time of this process, in which the database is as well: others' work does not count.
"""

import itertools
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Assessment
from certificates import printing
from tests.certificates.printing.samples import snapshot

LIST_TARGET, SAVE_TARGET, PDF_TARGET = 1.0, 8.0, 1.0


@dataclass
class Row:
    """One line of the result: a thing measured, what it is measured against, and the ratio it must keep."""

    name: str
    act: Callable[[], object]
    against: Callable[[], object]
    target: float | None = None
    least: Callable[[], object] | None = None
    queries: str = ""
    seconds: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    to_least: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)

    @property
    def verdict(self) -> str:
        return "" if self.target is None else "ok" if self.ratio <= self.target else "over"


def signed_in(account) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(account)
    return client


def getting(client: Client, address: str) -> Callable[[], object]:
    """A request that must succeed: a fast error would be the best result of all."""

    def act() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")

    return act


def list_rows(clients: dict[str, Client], page: int) -> list[Row]:
    """Every list as it opens, sorted, far behind and searched, each beside the changelist asked the same."""
    from .bench_changelists import CHANGELISTS

    rows = []
    for each in CHANGELISTS:
        client = clients[each.reader]
        hello = getting(client, reverse("hello"))
        for face, (own, other) in each.faces(page).items():
            target = None if face else LIST_TARGET
            rows.append(Row(f"{each.name} {face}".strip(), getting(client, own), getting(client, other), target, hello))
    return rows


def save_row(client: Client, assessment: Assessment) -> Row:
    """The whole verdict form is sent with every unit changed; the answer is the redirect after the save."""
    address, turns = reverse("assessment_record", args=[assessment.pk]), itertools.count(assessment.revision)
    units = list(assessment.verdicts.values_list("unit_id", flat=True))

    def act() -> None:
        turn = next(turns)
        data: dict[str, object] = {"revision": turn, "comment": f"Penilaian {turn}"}
        for unit in units:
            data |= {
                f"u{unit}-outcome": "BK",
                f"u{unit}-methods": ["observation"],
                f"u{unit}-follow_up": f"Latihan {turn}",
            }
        answer = client.post(address, data)
        if answer.status_code != 302:
            raise SystemExit(f"{address} answered {answer.status_code}")

    bare = getting(client, reverse("bare"))
    return Row("verdict form, save 8 units", act, bare, SAVE_TARGET, getting(client, reverse("hello")))


def verify_row(reader: Client, token: str) -> Row:
    bare = getting(reader, reverse("bare"))
    address = reverse("verify_show", args=[token])
    return Row(
        "public verify page",
        getting(Client(SERVER_NAME="localhost"), address),
        bare,
        None,
        getting(reader, reverse("hello")),
    )


def pdf_row() -> Row:
    """The same document twice: as the portal prints it, and as WeasyPrint prints its HTML."""
    from weasyprint import HTML

    said = snapshot()
    document = printing.html(said)
    return Row(
        "certificate PDF, warm", lambda: printing.render(said), lambda: HTML(string=document).write_pdf(), PDF_TARGET
    )


def count_queries(rows: list[Row]) -> list[int]:
    counts = []
    for row in rows:
        row.act()
        with CaptureQueriesContext(connection) as seen:
            row.act()
        counts.append(len(seen))
    return counts


def measure(rows: list[Row], rounds: int, calls: int = 1) -> None:
    """Each round times every row and right beside it what it is compared with."""
    for row in rows:
        row.act(), row.against()
    for _round in range(rounds):
        for row in rows:
            base, own = timed(row.against, calls), timed(row.act, calls)
            row.seconds.append(own)
            row.ratios.append(own / base)
            if row.least:
                row.to_least.append(own / timed(row.least, calls))


def timed(act: Callable[[], object], calls: int) -> float:
    begun = time.process_time()
    for _call in range(calls):
        act()
    return (time.process_time() - begun) / calls
