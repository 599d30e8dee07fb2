"""The source as the architecture tests read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("assessments", "certificates", "ethics", "kit", "lsp_portal")
TEMPLATES = ROOT / "templates"


def modules() -> list[Path]:
    """Every Python file of the portal but its migrations."""
    return sorted(
        path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.relative_to(ROOT).parts
    )


def templates(*, with_pdf: bool = False) -> list[Path]:
    """Every template; those of the printed certificate are not pages and carry their own styles."""
    found = sorted(path for path in TEMPLATES.rglob("*") if path.is_file())
    return [path for path in found if with_pdf or "/pdf/" not in path.as_posix()]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines_in(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end. The docstring is a promise, not length."""
    first = function.body[0]
    is_docstring = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    documented = (first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - documented


def is_of(kind: str, path: Path) -> bool:
    """Whether this is the module, or stands in the package, of that kind: "operations", "forms", "views"."""
    return kind in path.relative_to(ROOT).with_suffix("").parts


def is_view(path: Path, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A function of a `views` module whose first argument is the request."""
    arguments = function.args.posonlyargs + function.args.args
    return is_of("views", path) and bool(arguments) and arguments[0].arg == "request"
