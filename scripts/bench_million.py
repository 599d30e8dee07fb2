"""The check of one certificate among a million, on PostgreSQL with kept connections.

    .venv/bin/python scripts/bench_million.py [--rows 1000000] [--rounds 9] [--seconds 2]

A throwaway cluster is filled by SQL, with the guards and the foreign keys of the register taken away: what is measured
is reading. Two things are told: the median of one lookup by token (the whole row through the ORM, and the answer that
the check page asks for), and how many check pages a second the server answers beside a bare view (`hello` of
bench_bare, behind the same middleware), asked in turns by `wrk`.
"""

import argparse
import json
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORT = "8741"
sys.path.insert(0, str(ROOT))

CERTIFICATES = """
INSERT INTO certificates_certificate (id, assessment_id, status, occasion, number, registration_number, blank_number,
 token, status_index, holder_name, scheme_title, issued_on, expires_on, snapshot, design_id, issued_by_id, issued_at)
SELECT n, n, 'active', 'first', '62010 2512 3 ' || lpad(n::text, 7, '0') || ' 2026', 'TIK 1565 ' || n || ' 2026', '',
 lpad(n::text, 32, '0'), n, 'Pemegang ' || n, 'Pemrogram Junior', '2026-01-01', '2029-01-01', %s::jsonb, 1, 1, now()
FROM generate_series(1, %s) n
"""
ENTRIES = """
INSERT INTO certificates_registerentry (id, number, certificate_id, act, status_after, "on", at, by_id, reason,
 letter_number, salt, content, previous, digest)
SELECT n, n, n, 'issued', 'active', '2026-01-01', now(), 1, '', '', '', '{}', 'p' || md5(n::text), 'd' || md5(n::text)
FROM generate_series(1, %s) n
"""
TABLES = ("certificates_certificate", "certificates_registerentry")


def fill(rows: int) -> None:
    """So many certificates with their entries; run in a process of its own, for it needs Django's settings."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from certificates.guards import GUARDS
    from kit.guards import remove
    from tests.certificates.printing.samples import snapshot

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    remove(connection, GUARDS)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'f'"
            " AND conrelid::regclass::text = ANY(%s)",
            [list(TABLES)],
        )
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        cursor.execute(CERTIFICATES, [json.dumps(snapshot()), rows])
        cursor.execute(ENTRIES, [rows])
        cursor.execute("VACUUM ANALYZE")  # or it is done by itself while we measure


def look_up(rows: int, times: int = 3000) -> None:
    """Print the median milliseconds of one lookup by token, connection kept: of the row, and of the page's answer."""
    import django

    django.setup()
    from certificates.checking.answering import by_token
    from certificates.models import Certificate

    took: dict[str, list[float]] = {"row": [], "answer": []}
    for _ in range(times):
        for name, ask in (("row", lambda token: Certificate.objects.get(token=token)), ("answer", by_token)):
            token = f"{random.randint(1, rows):032d}"
            begun = time.perf_counter()
            ask(token)
            took[name].append(time.perf_counter() - begun)
    print(*(f"{statistics.median(took[name]) * 1000:.3f}" for name in took))


@contextmanager
def serving(environment: dict[str, str]):
    """The portal on two worker processes, from its first answer on."""
    options = ["--interface", "wsgi", "--port", PORT, "--workers", "2", "--blocking-threads", "4", "--no-ws"]
    command = [
        str(Path(sys.executable).parent / "granian"),
        *options,
        "--log-level",
        "error",
        "lsp_portal.wsgi:application",
    ]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        for _attempt in range(600):
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", int(PORT)), timeout=1).close()
                break
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(timeout=30)


def rate(script: Path, seconds: int) -> float:
    """Answers a second, all of them good."""
    command = ["wrk", "-t1", "-c16", f"-d{seconds}s", "-s", str(script), f"http://127.0.0.1:{PORT}"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        sys.exit(said)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def scripts(folder: Path, rows: int) -> tuple[Path, Path]:
    """What wrk asks: a check page of any of the certificates, and the bare view."""
    check, bare = folder / "check.lua", folder / "bare.lua"
    check.write_text(
        "math.randomseed(os.time())\nrequest = function() return wrk.format('GET',"
        f" string.format('/verify/%032d/', math.random(1, {rows}))) end\n"
    )
    bare.write_text("request = function() return wrk.format('GET', '/bare/') end\n")
    return check, bare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--step", choices=["fill", "look_up"])
    said = parser.parse_args()
    if said.step:
        {"fill": fill, "look_up": look_up}[said.step](said.rows)
        return
    if not shutil.which("wrk"):
        sys.exit("wrk is missing: install the Debian package wrk.")
    from scripts.postgres import cluster

    with cluster() as database, tempfile.TemporaryDirectory() as var:
        environment = os.environ | database | {
            "VAR_DIR": var, "DJANGO_SETTINGS_MODULE": "scripts.bench_million_settings",
            "LIMIT_CHECK": str(10**9), "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        step = [sys.executable, __file__, "--rows", str(said.rows), "--step"]
        subprocess.run([*step, "fill"], env=environment, cwd=ROOT, check=True)
        found = subprocess.run(
            [*step, "look_up"], env=environment, cwd=ROOT, check=True, capture_output=True, text=True
        )
        check, bare = scripts(Path(var), said.rows)
        with serving(environment):
            rates = [(rate(check, said.seconds), rate(bare, said.seconds)) for _round in range(said.rounds + 1)][1:]
    ratios = [ours / theirs for ours, theirs in rates]
    print(f"{said.rows:,} certificates, {said.rounds} rounds")
    row, answer = found.stdout.split()
    print(f"lookup by token, median: {row} ms the row through the ORM, {answer} ms the answer (target: under 1 ms)")
    print(f"check pages a second beside the bare view: {statistics.median(ratios):.2f} (target: at least 0.25)")
    pages, bares = (statistics.median(column) for column in zip(*rates, strict=True))
    print(f"  pages {pages:,.0f}/s, bare {bares:,.0f}/s")


if __name__ == "__main__":
    main()
