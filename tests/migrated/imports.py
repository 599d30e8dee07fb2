"""Which modules of the project a module leads to. Read as text, for no run has the time to parse every file."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMENT = re.compile(r"#[^\n]*")
IMPORT = re.compile(r"^[ \t]*(?:from +([.\w]+) +import +(\([^)]*\)|[^\n]+)|import +([^\n]+))", re.MULTILINE)
DOTTED = re.compile(r"[\"']([a-z_]\w*(?:\.\w+)+)[\"']")
WORD = re.compile(r"[.\w]+")


def follow(modules: Iterable[str], *, named: bool) -> set[Path]:
    """The files of these modules and of all that they import, wherever in the file; `named`: of those in quotes too."""
    found: set[Path] = set()
    seen: set[str] = set()
    left = set(modules)
    while left:
        module = left.pop()
        seen.add(module)
        if path := file_of(module):
            found.add(path)
            left |= names_in(path, module, named=named)
        left.add(module.rpartition(".")[0])  # its package, which is imported first
        left -= seen | {""}
    return found


def names_in(path: Path, module: str, *, named: bool) -> set[str]:
    """Every module that the file may mean. Too many do no harm: a name without a file leads nowhere."""
    text = path.read_text(encoding="utf-8")
    found = set(DOTTED.findall(text)) if named else set()
    for base, members, plain in IMPORT.findall(COMMENT.sub("", text)):
        if plain:
            found |= set(WORD.findall(plain))
        else:
            source = absolute(base, module, is_package=path.name == "__init__.py")
            found |= {source, *(f"{source}.{name}" for name in WORD.findall(members))}
    return found


def absolute(base: str, module: str, *, is_package: bool) -> str:
    """`..x` as a module of the package `a.b` says it: `a.x`."""
    name = base.lstrip(".")
    dots = len(base) - len(name)
    if not dots:
        return base
    parts = module.split(".")
    up = dots - 1 if is_package else dots
    return ".".join([*parts[: len(parts) - up], *([name] if name else [])])


def file_of(module: str) -> Path | None:
    """The file of a module of the project; None for everybody else's."""
    place = f"{ROOT}/{module.replace('.', '/')}"
    return next((Path(path) for path in (f"{place}.py", f"{place}/__init__.py") if os.path.isfile(path)), None)  # noqa: PTH113
