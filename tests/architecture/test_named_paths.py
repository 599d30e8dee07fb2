"""What the documents name is there: files, folders, modules and what is in them, pictures, pages that they lead to."""

import re
from functools import cache
from pathlib import Path
from pkgutil import resolve_name

import pytest

from tests.architecture.source import APPS, ROOT

DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
ENDINGS = (".py", ".html", ".css", ".js", ".md", ".toml", ".txt", ".service", ".timer", ".yml")
DOTTED = re.compile(rf"({'|'.join(APPS)})(\.\w+)+")
PATH = re.compile(r"[\w.*-]+(/[\w.*-]*)+|[\w-]+\.\w+")
# Made on the way, or in the world outside: the documents say so.
ELSEWHERE = re.compile(r"^(var|etc|srv|run|opt|media|static_root|https?:)")


def named(text: str) -> set[str]:
    """Paths in code and in links. A path begins with a folder of ours or ends like a file; a placeholder is none."""
    words = {word for said in CODE.findall(text) for word in said.split() if PATH.fullmatch(word)}
    ours = {word for word in words if (word.split("/")[0] in FOLDERS and "/" in word) or word.endswith(ENDINGS)}
    return {word for word in ours | set(LINK.findall(text)) if not ELSEWHERE.match(word.lstrip("/"))}


@cache
def files() -> tuple[str, ...]:
    return tuple(
        f"/{path.relative_to(ROOT).as_posix()}"
        for folder in (*APPS, "templates", "static", "tests", "scripts")
        for path in (ROOT / folder).rglob("*")
    )


def is_there(path: str, document: Path) -> bool:
    """From the top, from the document, or as the end of a longer path (`chain.py` of the folder that is spoken of)."""
    path = path.partition("#")[0].rstrip("/")
    if not path or next(ROOT.glob(path), None) or (document.parent / path).exists():
        return True
    return any(file.endswith(f"/{path}") for file in files())


def is_known(name: str) -> bool:
    """`kit.states.move`: a module, or something in one."""
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_names_is_there(document):
    assert not sorted(path for path in named(document.read_text()) if not is_there(path, document))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_calls_by_name_is_known(document):
    said = {word for code in CODE.findall(document.read_text()) for word in re.split(r"[\s(]", code)}
    assert not sorted(
        name for name in said if DOTTED.fullmatch(name) and not name.endswith(ENDINGS) and not is_known(name)
    )


def test_a_path_that_is_gone_is_seen():
    found = named("See `ethics/gifts/`, `ethics/gone.py`, `a/b` and `manage.py migrate` ([why](docs/gone.md)).")
    assert found == {"ethics/gifts/", "ethics/gone.py", "manage.py", "docs/gone.md"}
    assert {path for path in found if not is_there(path, ROOT / "README.md")} == {"ethics/gone.py", "docs/gone.md"}
    assert is_known("kit.states.move") and not is_known("kit.states.gone") and not is_known("kit.gone.move")
