"""The processes that `scripts/bench_press.py` starts: two that race one, and one that tells its memory.

.venv/bin/python scripts/bench_press_workers.py race 300        as many certificates whenever a line comes in
.venv/bin/python scripts/bench_press_workers.py remember 10000  the most memory, and the growth in a thousand
"""

import itertools
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def in_two(rounds: int, act: str = "race", each: int = 300) -> float:
    """How many times as much two processes do in the time of one: of certificates, or of plain counting (`count`).

    Counting tells what the machine itself has to give: two processors are seldom twice one.
    """
    workers = [worker(act, str(each)) for _worker in range(2)]
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


def count(each: int) -> None:
    """A worker that makes nothing and takes about as long."""
    print("ready", flush=True)
    for _line in sys.stdin:
        sum(number * number for number in range(each * 50_000))
        print("done", flush=True)


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
            sizes[number] = occupied("VmRSS")
    growth = (sizes[count] - sizes[begin]) / max(count - begin, 1) * 1000
    print(occupied("VmHWM"), growth, flush=True)
    print(printing.press.report(), file=sys.stderr)


def occupied(said: str) -> float:
    """MiB of this process by the system's account; `getrusage` would count what its parent had as its own."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(said + ":"))


def main() -> None:
    act, many = sys.argv[1:]
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    {"race": race, "count": count, "remember": remembering}[act](int(many))


if __name__ == "__main__":
    main()
