"""One door each: a status moves through `kit.states`, a certificate comes from `certificates.issuing`."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import modules, name_of, tree

STATUS_WRITER = "kit/states.py"
STATUSES = {"status"}
WRITING_CALLS = {"update", "create", "get_or_create", "update_or_create", "save_base"}
CERTIFICATE_DOOR = "certificates/issuing/operations/making.py"


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else []


def writes_status(node: ast.AST) -> bool:
    """`row.status = x`, `setattr(row, "status", x)`, `rows.update(status=x)`, `bulk_update(rows, ["status"])`."""
    if any(isinstance(target, ast.Attribute) and target.attr in STATUSES for target in targets(node)):
        return True
    if not isinstance(node, ast.Call):
        return False
    named = {keyword.arg for keyword in node.keywords}
    words = {leaf.value for argument in node.args for leaf in ast.walk(argument) if isinstance(leaf, ast.Constant)}
    if called(node) in WRITING_CALLS and STATUSES & named:
        return True
    return called(node) in {"setattr", "bulk_update"} and bool(STATUSES & words)


def makes_certificate(node: ast.AST) -> bool:
    """`Certificate(...)`, `Certificate.objects.create(...)`, `bulk_create` of them."""
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id == "Certificate"
    creating = called(node) in {"create", "bulk_create", "get_or_create", "update_or_create"}
    return creating and ast.unparse(node.func).startswith(("Certificate.", "models.Certificate."))


def offences(path: Path, rule) -> list[str]:
    return [
        f"{name_of(path)}, line {node.lineno}: {ast.unparse(node)[:100]}" for node in ast.walk(tree(path)) if rule(node)
    ]


def test_a_status_has_one_writer():
    others = [path for path in modules() if name_of(path) != STATUS_WRITER]
    assert not [offence for path in others for offence in offences(path, writes_status)]


def test_the_one_writer_is_really_there():
    assert offences(next(path for path in modules() if name_of(path) == STATUS_WRITER), writes_status)


def test_a_certificate_comes_from_the_operations_only():
    others = [path for path in modules() if name_of(path) != CERTIFICATE_DOOR]
    assert not [offence for path in others for offence in offences(path, makes_certificate)]


@pytest.mark.parametrize(
    "line",
    ["row.status = 'x'", "row.status: str = 'x'", "rows.update(status='x')", "setattr(row, 'status', 'x')",
     "Scheme.objects.create(status='x')", "Scheme.objects.bulk_update(rows, ['status'])"],
)  # fmt: skip
def test_the_watchman_knows_every_way_in(line):
    assert any(writes_status(node) for node in ast.walk(ast.parse(line)))


@pytest.mark.parametrize("line", ["rows.filter(status='x')", "status = 'x'", "row.save(update_fields=['status'])"])
def test_the_watchman_lets_readers_pass(line):
    assert not any(writes_status(node) for node in ast.walk(ast.parse(line)))
