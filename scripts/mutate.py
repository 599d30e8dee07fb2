"""How many small faults in the rules the tests notice: `make mutate`.

    .venv/bin/python scripts/mutate.py [--sample 200] [--seed 1] [--only operations/venues] [--workers 2]

Each worker collects the tests and migrates a database once. For every fault it forks: the child puts the fault into
the loaded modules and asks the tests that may see it, nearest first, until one fails. A test that fails there without
the fault too is no witness: it is left out, and the fault is tried again. SQLite only; real races and real browsers
are not asked. It ends with the faults that lived, the share that was caught, and an error if that is below 90 %, or if
more than a tenth of the faults could not be put in.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mutate_faults import Fault, faults

ROOT = Path(__file__).resolve().parent.parent
ENOUGH = 0.9
# A test failed; none of those near did; no test was found that may run it; nothing that is loaded runs it.
ENDS = ("caught", "lived", "unseen", "unreachable")
# The rules, wherever a noun keeps them: a package `operations`, or a file in the folder of the noun.
RULES = ("operations*.py", "operations/*.py", "*/operations*.py", "*/operations/*.py", "access*.py", "*/access*.py")
APPS = ("assessments", "certificates", "ethics", "lsp_portal", "kit")


def rules(only: str) -> list[Path]:
    """The files whose rules are tried, in one order on every machine."""
    found = {path for app in APPS for pattern in RULES for path in (ROOT / app).glob(pattern)}
    return sorted(path for path in found if only in path.as_posix())


def chosen(said: argparse.Namespace) -> list[Fault]:
    """The sample: the same faults for the same seed and source."""
    every = [fault for path in rules(said.only) for fault in faults(path, ROOT)]
    return random.Random(said.seed).sample(every, min(said.sample, len(every)))


def work(said: argparse.Namespace) -> list[dict]:
    """Divide the sample among workers, each with its own folder and database; gather what they found."""
    with tempfile.TemporaryDirectory() as folder:
        running = {}
        for number in range(said.workers):
            own = Path(folder) / str(number)
            own.mkdir()
            environment = os.environ | {"VAR_DIR": str(own), "CI": "1"}  # the same random examples every time
            environment.pop("DATABASE_URL", None)
            mine = ["--worker", str(number), "--told", str(own / "told.json")]
            command = [sys.executable, __file__, *sys.argv[1:], *mine]
            with (own / "pytest.txt").open("w") as said_by_pytest:
                running[own] = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said_by_pytest)
        for own, process in running.items():
            if process.wait():
                sys.exit(f"A worker ended early:\n{(own / 'pytest.txt').read_text()}")
        return [json.loads(line) for own in running for line in (own / "told.json").read_text().splitlines()]


def report(results: list[dict], began: float) -> int:
    """Print who lived, and the share that was caught."""
    ended = {name: [result for result in results if result["ended"] == name] for name in ENDS}
    lived = ended["lived"] + ended["unseen"]
    for fault in sorted(f"{result['ended']:<7} {result['fault']}" for result in lived):
        print(fault)
    tried = len(lived) + len(ended["caught"])
    share = len(ended["caught"]) / max(1, tried)
    minutes, seconds = divmod(round(time.monotonic() - began), 60)
    spent = round(sum(result["seconds"] for result in results))
    print(f"\n{tried} faults, {len(lived)} lived: {share:.0%} caught (enough: {ENOUGH:.0%})")
    print(f"{minutes} min {seconds} s, {spent} s of the processor; {len(ended['unreachable'])} could not be put in")
    was_tried = tried >= ENOUGH * len(results)  # else it says nothing about the rules
    return 0 if share >= ENOUGH and was_tried else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="files whose path has this in it")
    parser.add_argument("--workers", type=int, default=min(4, os.cpu_count() or 1))
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--told", type=Path, help=argparse.SUPPRESS)
    said = parser.parse_args()
    sample = chosen(said)
    if said.worker is None:
        began = time.monotonic()
        print(f"{len(sample)} faults in {len({fault.path for fault in sample})} files, seed {said.seed}", flush=True)
        return report(work(said), began)
    from mutate_trial import try_all

    return try_all(sample[said.worker :: said.workers], said.told, ROOT)


if __name__ == "__main__":
    sys.exit(main())
