"""Which nouns of an app need which: their models, operations and plain modules; a page may look at any noun."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from tests.architecture.source import ROOT, modules, tree

NOUN_APPS = ("assessments", "certificates", "ethics", "lsp_portal")
PAGES = {"forms", "lists", "views", "urls"}


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def base_of(path: Path, node: ast.ImportFrom) -> str:
    """The module that `from ... import` names, in full."""
    here = path.relative_to(ROOT).parent.parts
    root = here[: len(here) - node.level + 1] if node.level else ()
    return ".".join([*root, *filter(None, [node.module])])


@cache
def known() -> frozenset[str]:
    return frozenset(module_of(path) for path in modules())


@cache
def doors() -> dict[tuple[str, str], str]:
    """What the door of an app's models passes on: (door, name) -> the module where it is defined."""
    found = {}
    for app in NOUN_APPS:
        path = ROOT / app / "models" / "__init__.py"
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom):
                found |= {(f"{app}.models", alias.name): base_of(path, node) for alias in node.names}
    return found


def imports(path: Path, source: ast.Module) -> Iterator[str]:
    """Every module of ours that this source imports from, doors of models read through."""
    for node in ast.walk(source):
        if isinstance(node, ast.ImportFrom):
            base = base_of(path, node)
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield doors().get((base, alias.name)) or (whole if whole in known() else base)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def noun_of(module: str) -> str:
    """`ethics.gifts.operations` -> `ethics.gifts`; "" for a module that stands in no noun."""
    parts = module.split(".")
    folder = len(parts) > 2 and (ROOT / parts[0] / parts[1]).is_dir() and parts[1] not in ("models", "management")
    return ".".join(parts[:2]) if folder and parts[0] in NOUN_APPS else ""


def is_page(module: str) -> bool:
    return bool(PAGES & set(module.split(".")[2:]))


def needs(added: Mapping[str, str] | None = None) -> dict[str, dict[str, list[str]]]:
    """Noun -> the nouns of its own app that it needs, with the modules that say so. `added`: module -> more source."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in modules():
        module = module_of(path)
        if not noun_of(module) or is_page(module):
            continue
        source = ast.parse(path.read_text() + (added or {}).get(module, ""))
        for other in imports(path, source):
            mine, theirs = noun_of(module), noun_of(other)
            if theirs and theirs != mine and theirs.split(".")[0] == mine.split(".")[0] and not is_page(other):
                found[mine][theirs].append(module)
    return found


def circles(graph: Mapping[str, Mapping[str, object]]) -> list[list[str]]:
    """Nouns that need each other, each circle once (Tarjan)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in graph.get(node, {}):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            circle = [stack.pop()]
            while circle[-1] != node:
                circle.append(stack.pop())
            if len(circle) > 1:
                found.append(sorted(circle))

    for node in list(graph):
        if node not in index:
            visit(node)
    return found
