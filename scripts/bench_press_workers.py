"""The processes that `scripts/bench_press.py` starts: two that race one, and one that tells its memory.

.venv/bin/python scripts/bench_press_workers.py race 60        as many certificates whenever a line comes in
.venv/bin/python scripts/bench_press_workers.py remember 2000  the most memory, and the growth in a thousand
"""

import itertools
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MIB = 2**20


def in_two(rounds: int, each: int = 60) -> float:
    """How many times as many certificates two processes make in the time of one."""
    workers = [worker("race", str(each)) for _worker in range(2)]
    try:
        for each_worker in workers:
            answer(each_worker)
        ratios = []
        for _round in range(rounds):
            alone = clocked(workers[:1])
            ratios.append(2 * alone / clocked(workers))
        return statistics.median(ratios)
    finally:
        for each_worker in workers:
            each_worker.terminate()
            each_worker.wait()


def worker(*said: str) -> subprocess.Popen:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
    return subprocess.Popen([sys.executable, str(Path(__file__)), *said], **pipes)  # type: ignore[call-overload]


def answer(process: subprocess.Popen) -> str:
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise SystemExit("a worker is gone")
    return line


def clocked(processes: list[subprocess.Popen]) -> float:
    begun = time.perf_counter()
    for process in processes:
        print("go", file=process.stdin, flush=True)
    for process in processes:
        answer(process)
    return time.perf_counter() - begun


def race(each: int) -> None:
    """A worker: warm, then as many certificates as told whenever told."""
    from scripts import bench_press_ways as ways

    certificates = ways.batch()
    ways.warm_up(certificates)
    print("ready", flush=True)
    for _line in sys.stdin:
        for said in itertools.islice(certificates, each):
            ways.evident(said)
        print("done", flush=True)


def remember(count: int) -> tuple[float, float]:
    """The most memory of a process that makes so many certificates, and how it grows in a thousand of them (MiB)."""
    peak, growth = answer(worker("remember", str(count))).split()
    return float(peak), float(growth)


def remembering(count: int) -> None:
    """A worker that tells its memory: names of all kinds, and one in two hundred the long way."""
    from certificates import printing
    from scripts import bench_press_ways as ways

    begin, sizes = max(count // 2, 1), {}
    for number, said in enumerate(itertools.islice(ways.batch(), count), start=1):
        if number % 200 == 0:
            said["holder_name"] = "محمد عبد الله"
        ways.evident(said)
        if number in (begin, count):
            sizes[number] = resident()
    growth = (sizes[count] - sizes[begin]) / max(count - begin, 1) * 1000
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, growth, flush=True)
    print(printing.press.report(), file=sys.stderr)


def resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MIB


def main() -> None:
    act, count = sys.argv[1:]
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    {"race": race, "remember": remembering}[act](int(count))


if __name__ == "__main__":
    main()
