"""How fast the portal is, as ratios within one run.

    .venv/bin/python scripts/bench.py [--rows 10000] [--rounds 7] [--only lists|pages|press] [--json]

Every list with ten thousand rows beside Django admin's changelist of them, the verdict form and the certificate
beside a bare way of doing the same, in turn, round by round; a figure is the median of the rounds' ratios.
docs/performance.md says more.
"""

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEMORY = 2000  # certificates made by one process whose memory is watched
PAGE = 100  # the page far behind that lists are asked for
PARTS = ("lists", "pages", "press")
DEFINITIONS = """
lists  each stands beside Django admin's changelist of the same rows: the same joins, columns, filters and search,
       the same 25 rows, asked the same (`bench_changelists`)
bare   a function view behind the same middleware and sign-in: 25 venues through the ORM and Django's Paginator; six
       columns in a template without layout, menus, filters, links, counts or badges. The form and the verify page stand
       beside it
hello  the same middleware and sign-in, no row and no template
1/all  queries of the page when the list has one row, and when it has all of them
PDF    bare is WeasyPrint on the same HTML; of the press, how many times as many certificates
Every figure is the median of each round's ratio of processor time; in a round each page is asked five times.
"""


def prepare() -> None:
    """A database and static files that nobody needs afterwards."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def run(rows: int, rounds: int, parts: tuple[str, ...]) -> list:
    from scripts import bench_pages as pages
    from scripts.bench_data import Filling

    filling = Filling()
    filling.fill(0, 1)
    clients = {name: pages.signed_in(account) for name, account in filling.accounts.items()}
    lists = pages.list_rows(clients, min(PAGE, rows // 25)) if "lists" in parts else []
    few = pages.count_queries(lists)
    filling.fill(1, rows)
    for row, at_one, at_all in zip(lists, few, pages.count_queries(lists), strict=True):
        row.queries = f"{at_one}/{at_all}"
    others, pdf = [], []
    if "pages" in parts:
        others = [
            pages.save_row(clients["asesor"], filling.open_sheet()),
            pages.verify_row(clients["admin"], f"{rows // 2:032d}"),
        ]
        pdf = [pages.pdf_row()]
    for row, count in zip(others, pages.count_queries(others), strict=True):
        row.queries = str(count)
    gc.collect()
    gc.freeze()
    pages.measure(lists + others, rounds, calls=5)
    pages.measure(pdf, rounds)
    return lists + others + pdf


def table(rows: list) -> str:
    lines = [f"{'':34}{'queries':>9}{'x other':>9}{'target':>9}{'x hello':>10}"]
    for row in rows:
        target = f"{row.target:.0f}x" if row.target else ""
        hello = f"{sorted(row.to_least)[len(row.to_least) // 2]:.1f}" if row.to_least else ""
        lines.append(f"{row.name:34}{row.queries:>9}{row.ratio:>9.2f}{target:>9}{hello:>10}  {row.verdict}")
    return "\n".join(lines)


def press_rows(rounds: int) -> list:
    from scripts import bench_press

    return bench_press.report(rounds, MEMORY)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", choices=PARTS, help="one part of it")
    parser.add_argument("--json", action="store_true", help="the figures as JSON instead of a table")
    said = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="lsp-bench-") as var:
        sys.path.insert(0, str(ROOT))
        os.environ.update(VAR_DIR=var, DJANGO_SETTINGS_MODULE="scripts.bench_settings")
        prepare()
        parts = (said.only,) if said.only else PARTS
        rows = run(said.rows, said.rounds, parts) if set(parts) & {"lists", "pages"} else []
        press = press_rows(said.rounds) if "press" in parts else []
    if said.json:
        names = ("name", "queries", "ratio", "target", "verdict")
        print(json.dumps([*({name: getattr(row, name) for name in names} for row in rows), *press], indent=1))
        return
    print(f"{said.rows:,} rows in every list, {said.rounds} rounds, {time.monotonic() - begun:.0f} s\n{DEFINITIONS}")
    print(table(rows))
    if press:
        from scripts import bench_press

        print(bench_press.table(press))


if __name__ == "__main__":
    main()
