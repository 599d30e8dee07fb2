"""The press beside plain WeasyPrint: how many certificates in the time of one, on how many processors, in what memory.

    .venv/bin/python scripts/bench_press.py [--rounds 7] [--memory 2000]

Part of `make bench`. In turn, round by round, in processor time; a figure is the median of the rounds' ratios. Two
processes are measured by the clock, which others' work disturbs. Nobody here waits for a template: they are warm.
"""

import argparse
import base64
import gc
import hashlib
import itertools
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CREDENTIAL_SIZE = 3000
MANY, NAMES = 40, 60
PEAK, GROWTH = 200.0, 5.0  # MiB, and MiB in a thousand certificates
MIB = 2**20


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


def batch() -> Iterator[Any]:
    """Certificates of one scheme and design, with all kinds of names, no two alike, and codes that hold a payload."""
    from tests.certificates.printing import varied

    for number in itertools.count(1):
        # The names come round again, with other numbers, so that after one round every template has been met.
        named = varied.certificate(number % NAMES + 1)
        said = varied.certificate(4 * number, varied.DESIGNS[:1])
        lot = random.Random(number)
        address = said["verify_url"] + "#" + "".join(lot.choices(varied.PAYLOAD, k=320))
        yield said | {"holder_name": named["holder_name"], "verify_url": address}


def warm_up(certificates: Iterator[Any]) -> None:
    # Each name more than once: the address below the code is set smaller or on more lines for some numbers.
    for said in itertools.islice(certificates, 3 * NAMES):
        stamped(said)


def credential(said: Any) -> bytes:
    """As long as a credential with results of eight units, and as hard to compress."""
    return base64.urlsafe_b64encode(hashlib.shake_256(said["certificate_number"].encode()).digest(CREDENTIAL_SIZE))


def naive(said: Any) -> bytes:
    from weasyprint import HTML

    from certificates import printing

    return HTML(string=printing.html(said)).write_pdf()


def stamped(said: Any) -> bytes:
    from certificates import printing

    printed = printing.produce(said)
    if printed.way != "stamped":
        raise SystemExit(f"{said['holder_name']} was {printed.way}")
    return printed.content


def layered(said: Any) -> bytes:
    from certificates import printing
    from certificates.printing.evidence import Evidence
    from tests.certificates.printing import varied

    return printing.press.layer(said, Evidence(varied.moment(said)))


def evident(said: Any) -> str:
    """All of one certificate but its rows: printed, attached, sealed, and the digest of it all."""
    from certificates import printing
    from tests.certificates.printing import seals

    printed = printing.produce(said, credential=credential(said), sealer=seals.sealer(), at=seals.AT)
    return hashlib.sha256(printed.content).hexdigest()


def anew(said: Any) -> str:
    """The same when no other of its kind was printed before, so that its template is compiled."""
    from certificates import printing

    printing.press._shelf.clear()
    return evident(said)


def by_pyhanko() -> Callable[[Any], bytes]:
    """Plain WeasyPrint, then pyHanko with an RSA key, as its documentation shows it."""
    from datetime import UTC, datetime

    from asn1crypto import keys
    from asn1crypto import x509 as asn1
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    from certificates import x509

    private = rsa.generate_private_key(65537, 3072)
    own = x509.self_signed(
        private,  # type: ignore[arg-type]
        name="LSP",
        begins=datetime(2026, 1, 1, tzinfo=UTC),
        ends=datetime(2030, 1, 1, tzinfo=UTC),
    )
    form = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    signer = signers.SimpleSigner(
        signing_cert=asn1.Certificate.load(x509.der(own)),
        signing_key=keys.PrivateKeyInfo.load(private.private_bytes(*form)),
        cert_registry=SimpleCertificateStore(),
    )
    said_so = signers.PdfSignatureMetadata(
        field_name="Sig1", certify=True, docmdp_permissions=MDPPerm.NO_CHANGES, subfilter=SigSeedSubFilter.PADES
    )

    def sign(said: Any) -> bytes:
        file = IncrementalPdfFileWriter(BytesIO(naive(said)))
        return signers.sign_pdf(file, said_so, signer=signer).getvalue()

    return sign


def pairs() -> list[Pair]:
    return [
        Pair("bulk, stamped / naive", stamped, naive, 40),
        Pair("bulk, attached and sealed / naive and pyHanko", evident, by_pyhanko(), 60),
        Pair("long way / naive", layered, naive, 2, many=2),
        Pair("one, attached and sealed / naive", evident, naive, 1, many=1),
        Pair("one, its template compiled / naive", anew, naive, 1, many=1),
    ]


def measure(rows: list[Pair], rounds: int) -> None:
    """Each round times every way and right beside it what it is compared with."""
    certificates = batch()
    for row in rows:
        row.own(next(certificates)), row.against(next(certificates))
    for _round in range(rounds):
        for row in rows:
            # A row that compiles anew leaves the shelf empty for the next.
            warm_up(certificates)
            base = timed(row.against, [next(certificates)])
            row.ratios.append(base / timed(row.own, list(itertools.islice(certificates, row.many))))


def timed(act: Callable[[Any], object], certificates: list[Any]) -> float:
    gc.collect()  # what was left before is not cleared away in the middle of this
    begun = time.process_time()
    for said in certificates:
        act(said)
    return (time.process_time() - begun) / len(certificates)


def in_two(rounds: int, each: int = 60) -> float:
    """How many times as many certificates two processes make in the time of one."""
    workers = [worker("--work", str(each)) for _worker in range(2)]
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


def work(each: int) -> None:
    """A worker: warm, then as many certificates as told whenever told."""
    certificates = batch()
    warm_up(certificates)
    print("ready", flush=True)
    for _line in sys.stdin:
        for said in itertools.islice(certificates, each):
            evident(said)
        print("done", flush=True)


def remember(count: int) -> tuple[float, float]:
    """The most memory of a process that makes so many certificates, and how it grows in a thousand of them (MiB)."""
    peak, growth = answer(worker("--remember", str(count))).split()
    return float(peak), float(growth)


def remembering(count: int) -> None:
    """A worker that tells its memory: names of all kinds, and one in two hundred the long way."""
    from certificates import printing
    from tests.certificates.printing import seals

    begin, sizes = max(count // 2, 1), {}
    for number, said in enumerate(itertools.islice(batch(), count), start=1):
        if number % 200 == 0:
            said["holder_name"] = "محمد عبد الله"
        printing.produce(said, credential=credential(said), sealer=seals.sealer(), at=seals.AT)
        if number in (begin, count):
            sizes[number] = resident()
    growth = (sizes[count] - sizes[begin]) / max(count - begin, 1) * 1000
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, growth, flush=True)
    print(printing.press.report(), file=sys.stderr)


def resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MIB


def report(rounds: int, memory: int) -> list[dict[str, Any]]:
    """Every figure with its target, as rows of a table."""
    rows = pairs()
    measure(rows, rounds)
    found = [{"name": row.name, "ratio": row.ratio, "target": row.target, "verdict": row.verdict} for row in rows]
    two = in_two(min(rounds, 5))
    found.append(
        {"name": "two processes / one", "ratio": two, "target": 1.6, "verdict": "ok" if two >= 1.6 else "under"}
    )
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
    parser.add_argument("--memory", type=int, default=2000)
    parser.add_argument("--work", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--remember", type=int, help=argparse.SUPPRESS)
    said = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "scripts.bench_settings")
    with tempfile.TemporaryDirectory(prefix="lsp-bench-") as var:
        os.environ.setdefault("VAR_DIR", var)
        import django

        django.setup()
        if said.work:
            work(said.work)
        elif said.remember:
            remembering(said.remember)
        else:
            print(table(report(said.rounds, said.memory)))


if __name__ == "__main__":
    main()
