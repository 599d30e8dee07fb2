"""Small faults that can be put into a rule, one at a time, and how they are put into a running process.

A fault is a place in the syntax tree of a module and what stands there instead. A function gets new code under its own
name: whoever holds it, behind whatever decorators, runs the fault. A constant is bound anew wherever it was imported.

Left alone, because no test in one process can tell: what is locked (tests/postgres proves it), the wording of texts,
annotations, what runs once when a module is loaded (decorators, defaults), and what changes nothing (SAME).
"""

import ast
import copy
import gc
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType

OPPOSITE: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
WORDING = {"_", "gettext", "pgettext", "ngettext", "npgettext", "gettext_lazy", "pgettext_lazy", "ngettext_lazy"}
LOCKS = {"select_for_update"}
# A row without a key is inserted anyway; how many go to the database at once says nothing about what goes; that two
# lists are equally long (zip) is a promise of the program to itself.
SAME = {"force_insert", "batch_size", "strict"}
NARROWING = {"filter", "exclude"}


@dataclass(frozen=True)
class Fault:
    """One place of one module. `number` finds it again in a fresh tree."""

    path: Path
    number: int
    line: int
    name: str  # of the function, or in capitals of the constant
    was: str
    becomes: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.name}: {short(self.was)}  ->  {short(self.becomes)}"


def callee(node: ast.Call) -> str:
    """The last word of what is called."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def locks(node: ast.AST) -> bool:
    """Whether it is there to hold rows: by its query, or because its name says so and nothing is made of its answer."""
    match node:
        case ast.Expr(value=ast.Call() as call) if callee(call).lstrip("_").startswith("lock"):
            return True
    return any(isinstance(part, ast.Call) and callee(part) in LOCKS for part in ast.walk(node))


def without(parts: list[ast.AST], index: int) -> list[ast.AST]:
    return parts[:index] + parts[index + 1 :]


def changed(node: ast.AST, **fields: object) -> ast.AST:
    """A copy that says something else in these fields; the copy keeps its line, by which code is found again."""
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def instead(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in place of this node."""
    if isinstance(node, ast.stmt):
        yield from instead_of_statement(node)
    elif isinstance(node, ast.Call):
        yield from instead_of_call(node)
    else:
        yield from instead_of_value(node)


def instead_of_statement(node: ast.stmt) -> Iterator[ast.AST]:
    """A branch turned round, a refusal not made, an act not done, a value not set."""
    match node:
        case ast.If(test=ast.Name() | ast.Call() | ast.Attribute()):
            yield changed(node, test=ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test))
        case ast.Raise(exc=ast.AST()):
            yield ast.copy_location(ast.Pass(), node)
        case ast.Expr(value=ast.Call()) if not locks(node):
            yield ast.copy_location(ast.Pass(), node)
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript() | ast.Tuple(elts=[ast.Attribute(), *_])]):
            yield ast.copy_location(ast.Pass(), node)


def instead_of_value(node: ast.AST) -> Iterator[ast.AST]:
    """The other side of a bound, the other word between two conditions, one more, the opposite."""
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in OPPOSITE:
            yield changed(node, ops=[OPPOSITE[type(operator)]()])
        case ast.BoolOp(op=operator) | ast.BinOp(op=operator) if type(operator) in OPPOSITE:
            yield changed(node, op=OPPOSITE[type(operator)]())
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Constant(value=bool()):
            yield changed(node, value=not node.value)
        case ast.Constant(value=int()):
            yield changed(node, value=node.value + 1)


def instead_of_call(node: ast.Call) -> Iterator[ast.AST]:
    """A condition less, a column that is not saved, another code than the one that is promised."""
    for index, given in enumerate(node.keywords):
        if callee(node) in NARROWING and given.arg:
            yield changed(node, keywords=without(node.keywords, index))
        elif given.arg == "update_fields" and isinstance(given.value, ast.List):
            for place in range(len(given.value.elts)):
                fewer = changed(given, value=changed(given.value, elts=without(given.value.elts, place)))
                yield changed(node, keywords=[*node.keywords[:index], fewer, *node.keywords[index + 1 :]])
        elif given.arg == "code" and isinstance(given.value, ast.Constant):
            other = changed(given, value=changed(given.value, value="another_code"))
            yield changed(node, keywords=[*node.keywords[:index], other, *node.keywords[index + 1 :]])


class Walker(ast.NodeTransformer):
    """Walks a tree in one order; at the place with the number asked for it puts the fault in."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted, self.seen, self.within = wanted, 0, [""]
        self.found: list[tuple[int, int, str, str, str]] = []

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.Call) and callee(node) in WORDING | LOCKS:
            return node
        if isinstance(node, ast.keyword) and node.arg in SAME:
            return node
        for other in instead(node):
            number, self.seen = self.seen, self.seen + 1
            if number == self.wanted:
                return other
            if self.wanted < 0:
                self.found.append((number, node.lineno, self.within[-1], in_words(node), in_words(other)))
        return self.generic_visit(node)

    def visit_body(self, body: list[ast.stmt]) -> list[ast.stmt]:
        return [self.visit(statement) for statement in body]


def in_words(node: ast.AST) -> str:
    """A node in one line."""
    if isinstance(node, ast.If | ast.While):
        node = node.test
    return " ".join(ast.unparse(node).split())


def short(text: str) -> str:
    """As it is read in a report."""
    return text if len(text) <= 110 else f"{text[:107]}..."


def is_constant(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id.isupper()


def walked(tree: ast.Module, wanted: int = -1) -> Walker:
    """Go through functions and the constants in capitals; nothing else of a module is mutated."""
    walker = Walker(wanted)

    def into(nodes: list[ast.stmt]) -> None:
        for node in nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                walker.within.append(node.name)
                node.body = walker.visit_body(node.body)
                walker.within.pop()
            elif isinstance(node, ast.ClassDef):
                into(node.body)
            elif node in tree.body and is_constant(node):
                walker.within.append(node.targets[0].id)
                node.value = walker.visit(node.value)
                walker.within.pop()

    into(tree.body)
    return walker


def faults(path: Path, root: Path) -> list[Fault]:
    """Every fault that can be put into this file."""
    found = walked(ast.parse(path.read_text())).found
    return [Fault(path.relative_to(root), *place) for place in found]


def faulty(fault: Fault, root: Path) -> ast.Module:
    tree = ast.parse((root / fault.path).read_text())
    walked(tree, fault.number)
    return ast.fix_missing_locations(tree)


def codes(code: CodeType) -> Iterator[CodeType]:
    """The code of every function in it, however deep."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from codes(inner)


def put_in(fault: Fault, root: Path) -> bool:
    """Put the fault into this process; False when nothing here runs that place."""
    tree, file = faulty(fault, root), str(root / fault.path)
    if fault.name.isupper():
        return bind_anew(fault, tree, file)
    new = {(code.co_qualname, code.co_firstlineno): code for code in codes(compile(tree, file, "exec"))}
    swapped = False
    gc.unfreeze()  # what a test bed has frozen is not among the objects
    for function in gc.get_objects():
        if type(function) is FunctionType and function.__code__.co_filename == file:
            old = function.__code__
            code = new.get((old.co_qualname, old.co_firstlineno))
            if code is not None and code != old and code.co_freevars == old.co_freevars:
                function.__code__ = code
                swapped = True
    return swapped


def bind_anew(fault: Fault, tree: ast.Module, file: str) -> bool:
    """The constant with the fault, in its module and wherever it was imported under its name."""
    home = next((module for module in list(sys.modules.values()) if getattr(module, "__file__", None) == file), None)
    line = next((node for node in tree.body if node.lineno <= fault.line <= (node.end_lineno or 0)), None)
    if home is None or not isinstance(line, ast.Assign):
        return False
    name, names = fault.name, dict(vars(home))
    old = names[name]
    exec(compile(ast.Module([line], []), file, "exec"), names)
    for module in list(sys.modules.values()):
        if vars(module).get(name) is old:
            setattr(module, name, names[name])
    return True
