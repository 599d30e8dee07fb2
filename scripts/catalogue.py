"""The English catalogue: every Indonesian text of the portal has its English, and the compiled file says the same.

.venv/bin/python scripts/catalogue.py update    collect the texts into locale/en, compile
.venv/bin/python scripts/catalogue.py check     refuse a missing, unsure or uncompiled translation
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale") / "en" / "LC_MESSAGES" / "django.po"
WORDING = Path("locale") / "id" / "LC_MESSAGES" / "django.po"  # what Django and allauth say, more plainly
SETTINGS = {"DJANGO_SETTINGS_MODULE": "lsp_portal.settings", "TESTING": "1"}  # whatever the caller tests with
SETTLED = "2026-01-01 00:00+0000"
SOURCES = ["assessments", "certificates", "ethics", "kit", "lsp_portal", "templates", "locale", "manage.py"]


def collect(tree: Path) -> polib.POFile:
    """Bring the catalogue of a source tree up to its texts.

    Where a text stands is not written there: a file that moves would change it, and `git grep` tells it.
    """
    (tree / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var:
        command = [sys.executable, "manage.py", "makemessages", "-l", "en", "--no-wrap", "--no-obsolete"]
        ignored = [word for name in (".venv", "node_modules", "var", "tests", "scripts") for word in ("--ignore", name)]
        subprocess.run(
            [*command, "--no-location", *ignored],
            cwd=tree, env={**os.environ, **SETTINGS, "VAR_DIR": var}, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return polib.pofile(str(tree / CATALOGUE))


def is_complete(entry: polib.POEntry) -> bool:
    """Translated in every plural form, and by a person who was sure."""
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    return all(texts) and not entry.fuzzy


def meaning(catalogue: list[polib.POEntry]) -> dict[tuple[str, str], object]:
    return {
        (entry.msgctxt or "", entry.msgid): dict(entry.msgstr_plural) or entry.msgstr
        for entry in catalogue
        if entry.msgid and not entry.obsolete
    }


def settle(catalogue: polib.POFile) -> None:
    """The header says no moment: collecting twice without a new text changes nothing."""
    for name in ("POT-Creation-Date", "PO-Revision-Date"):
        catalogue.metadata[name] = SETTLED
    catalogue.wrapwidth = 0
    catalogue.save()


def update() -> int:
    catalogue = collect(ROOT)
    settle(catalogue)
    for source in (CATALOGUE, WORDING):
        subprocess.run(["msgfmt", "--check-format", "-o", source.with_suffix(".mo"), source], cwd=ROOT, check=True)
    missing = [entry.msgid for entry in catalogue if not is_complete(entry)]
    print(f"{len(catalogue)} texts, {len(missing)} without a sure translation")
    return 0


def problems_of(source: Path) -> Iterator[str]:
    """Whether a catalogue is compiled as it stands, with the placeholders of its texts."""
    compiled = ROOT / source.with_suffix(".mo")
    committed = polib.pofile(str(ROOT / source))
    if not compiled.exists() or meaning(polib.mofile(str(compiled))) != meaning(committed.translated_entries()):
        yield f"{compiled.relative_to(ROOT)} differs from its source: make catalogue"
    if subprocess.run(["msgfmt", "--check-format", "-o", os.devnull, source], cwd=ROOT, check=False).returncode:
        yield f"{source}: a translation names other placeholders than its text"


def check() -> int:
    """Work on a copy: checking changes nothing."""
    if not (ROOT / CATALOGUE).exists():
        print(f"{CATALOGUE} is missing: make catalogue")
        return 1
    with tempfile.TemporaryDirectory() as temporary:
        tree = Path(temporary)
        for name in SOURCES:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, tree / name)
        fresh = collect(tree)
    problems = [f"no sure translation: {entry.msgid!r}" for entry in fresh if not is_complete(entry)]
    problems += [problem for source in (CATALOGUE, WORDING) for problem in problems_of(source)]
    print("\n".join(problems) or f"{len(fresh)} texts, all translated")
    return 1 if problems else 0


if __name__ == "__main__":
    actions = {"update": update, "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in actions:
        sys.exit(__doc__)
    sys.exit(actions[sys.argv[1]]())
