"""Stamped certificates beside the long way and beside plain WeasyPrint, page by page.

    .venv/bin/python scripts/compare_press.py [--count 200] [--naive 20] [--keep DIRECTORY]

Every certificate is stamped and printed the long way, and the first ones by plain WeasyPrint as well. Pages may differ
in at most 600 pixels by more than 8/255, in none by more than 64/255 (150 dpi), and say the same. Exits with 1 if not.
Pages are drawn by PDFium, and by poppler as well where the machine has it.
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def compare(count: int, naive: int, keep: Path | None) -> int:
    from weasyprint import HTML

    from certificates import printing
    from certificates.printing.evidence import Evidence
    from tests.certificates.printing import pixels, varied

    worst: dict[tuple[str, str], tuple[int, int]] = {}
    wrong = 0
    for number, said in enumerate(varied.certificates(count), start=1):
        printed = printing.produce(said)
        others = {"long": printing.press.layer(said, Evidence(varied.moment(said)))}
        if number <= naive:
            others["naive"] = HTML(string=printing.html(said)).write_pdf()
        for name, other in others.items():
            found = {reader: pixels.difference(printed.content, other, reader) for reader in pixels.READERS}
            for reader, seen in found.items():
                before = worst.get((name, reader), (0, 0))
                worst[name, reader] = max(before[0], seen.pixels), max(before[1], seen.step)
            same = pixels.text(printed.content) == pixels.text(other)
            if same and all(seen.is_small for seen in found.values()):
                continue
            wrong += 1
            print(f"{number} {printed.way} beside {name}: {found}, text {'equal' if same else 'DIFFERENT'}")
            print(f"    {said['design']['family']}, {said['holder_name']}")
            if keep:
                (keep / f"{number}-stamped.pdf").write_bytes(printed.content)
                (keep / f"{number}-{name}.pdf").write_bytes(other)
    for (name, reader), (off, step) in worst.items():
        print(f"worst page beside {name} in {reader}: {off} pixels off by more than 8/255, largest step {step}/255")
    print(f"{count} certificates, {wrong} wrong; {printing.press.report()}")
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--naive", type=int, default=20)
    parser.add_argument("--keep", type=Path, help="a directory for the files that differ")
    said = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    if said.keep:
        said.keep.mkdir(parents=True, exist_ok=True)
    raise SystemExit(bool(compare(said.count, said.naive, said.keep)))


if __name__ == "__main__":
    main()
