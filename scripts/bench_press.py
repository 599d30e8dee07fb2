"""The press beside plain WeasyPrint: how many certificates in the time of one, on how many processors, in what memory.

    .venv/bin/python scripts/bench_press.py [--rounds 7] [--memory 10000]

Part of `make bench`. In turn, round by round, in processor time; a figure is the median of the rounds' ratios. Two
processes are measured by the clock, which others' work disturbs. Nobody here waits for a template: they are warm.
"""

import argparse
import gc
import itertools
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MANY = 40
PEAK, GROWTH = 200.0, 5.0  # MiB, and MiB in a thousand certificates


@dataclass
class Pair:
    """A way of making certificates, and a slower one. `target`: how many times as many, at least."""

    name: str
    own: Callable[[Any], object]
    against: Callable[[Any], object]
    target: float
    many: int = MANY
    ratios: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)

    @property
    def verdict(self) -> str:
        return "ok" if self.ratio >= self.target else "under"


def pairs() -> list[Pair]:
    from scripts.bench_press_ways import anew, by_pyhanko, evident, layered, naive, stamped

    return [
        Pair("bulk, stamped / naive", stamped, naive, 40),
        Pair("bulk, attached and sealed / naive and pyHanko", evident, by_pyhanko(), 60),
        Pair("long way / naive", layered, naive, 2, many=2),
        Pair("one, attached and sealed / naive", evident, naive, 1, many=1),
        Pair("one, its template compiled / naive", anew, naive, 1, many=1),
    ]


def measure(rows: list[Pair], rounds: int) -> None:
    """Each round times every way and right beside it what it is compared with."""
    from scripts import bench_press_ways as ways

    certificates = ways.batch()
    for row in rows:
        row.own(next(certificates)), row.against(next(certificates))
    for _round in range(rounds):
        for row in rows:
            # A row that compiles anew leaves the shelf empty for the next.
            ways.warm_up(certificates)
            base = timed(row.against, [next(certificates)])
            row.ratios.append(base / timed(row.own, list(itertools.islice(certificates, row.many))))


def timed(act: Callable[[Any], object], certificates: list[Any]) -> float:
    gc.collect()  # what was left before is not cleared away in the middle of this
    begun = time.process_time()
    for said in certificates:
        act(said)
    return (time.process_time() - begun) / len(certificates)


def report(rounds: int, memory: int) -> list[dict[str, Any]]:
    """Every figure with its target, as rows of a table."""
    from scripts.bench_press_workers import in_two, remember

    rows = pairs()
    measure(rows, rounds)
    found = [{"name": row.name, "ratio": row.ratio, "target": row.target, "verdict": row.verdict} for row in rows]
    counting, two = in_two(min(rounds, 5), "count"), in_two(min(rounds, 5))
    found += [
        {"name": "two processes that count / one", "ratio": counting, "target": 0.0, "verdict": "the machine's own"},
        {"name": "two processes / one", "ratio": two, "target": 1.6, "verdict": "ok" if two >= 1.6 else "under"},
    ]
    peak, growth = remember(memory)
    for name, size, most in (
        (f"MiB at most, over {memory:,}", peak, PEAK),
        ("MiB more in a thousand", growth, GROWTH),
    ):
        found.append({"name": name, "ratio": size, "target": most, "verdict": "ok" if size < most else "over"})
    return found


def table(found: list[dict[str, Any]]) -> str:
    lines = [f"{'the press':46}{'x':>9}{'target':>9}"]
    lines += [f"{row['name']:46}{row['ratio']:>9.2f}{row['target']:>9.1f}  {row['verdict']}" for row in found]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--memory", type=int, default=10_000)
    said = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "scripts.bench_settings")
    with tempfile.TemporaryDirectory(prefix="lsp-bench-") as var:
        os.environ.setdefault("VAR_DIR", var)
        import django

        django.setup()
        print(table(report(said.rounds, said.memory)))


if __name__ == "__main__":
    main()
