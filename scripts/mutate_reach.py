"""Which tests can see a fault in a function: found by names, so that no run of the whole suite is needed beforehand.

Every function, class and address of the portal and of its tests is a node that knows the words it uses. From the
function with the fault one goes up, to whatever uses its name, until tests are reached: the nearest are asked first.
Words that say little (`save`, `get`) lead nowhere. What is found is a good guess, not a proof: a fault that lives is
looked at by a person.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

COMMON = 6  # a word that so many nodes define says nothing
FARTHEST = 5
TELLING = 30  # uses of a word that still says what a test is about


@dataclass(eq=False)
class Node:
    name: str
    file: str
    words: set[str] = field(default_factory=set)

    @property
    def is_test(self) -> bool:
        return self.name.startswith("test_") and self.file.startswith("tests/")


def words_of(tree: ast.AST) -> Iterator[str]:
    """Names, attributes, arguments (a fixture is one) and texts of one word (an address, a code)."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=word) | ast.Attribute(attr=word) | ast.arg(arg=word) | ast.alias(name=word):
                yield word
            case ast.Constant(value=str(word)) if word.isidentifier():
                yield word


def nodes_in(path: Path, root: Path) -> Iterator[Node]:
    """The functions and classes of a file, what it binds at the top, and the addresses it names."""
    file = path.relative_to(root).as_posix()
    for node in ast.walk(tree := ast.parse(path.read_text())):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield Node(name, file, set(words_of(node)))
            case ast.Call(
                func=ast.Name(id="path"),
                args=[_, view, *_],
                keywords=[ast.keyword(arg="name", value=ast.Constant(value=str(name)))],
            ):
                yield Node(name, file, set(words_of(view)))
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield Node(node.targets[0].id, file, set(words_of(node.value)))


class Reach:
    """The nodes of all files, and who uses a word."""

    def __init__(self, files: Iterable[Path], root: Path) -> None:
        self.users: dict[str, list[Node]] = defaultdict(list)
        self.defined: dict[str, int] = defaultdict(int)
        self.every_test: list[Node] = []
        for path in files:
            for node in nodes_in(path, root):
                self.every_test += [node] if node.is_test else []
                self.defined[node.name] += 1
                for word in node.words:
                    self.users[word].append(node)

    def tests(self, function: str, file: str, said: Iterable[str] = ()) -> list[tuple[str, str]]:
        """(file, function) of the tests that may run this function: first those that say what the place itself says (a
        code, a verb), then the nearest; its own folder before others.
        """
        found: dict[tuple[str, str], int] = {}
        known = names = {(function, file)}
        for distance in range(1, FARTHEST + 1):
            nodes = [node for name, home in sorted(names) for node in self.users[name] if self._leads(name, node, home)]
            for node in nodes:
                if node.is_test:
                    found.setdefault((node.file, node.name), distance)
            names = {(node.name, node.file) for node in nodes if not node.is_test} - known
            known = known | names
        for node in self.own_tests(file):  # where a name says too little: `answer`, `remind`
            found.setdefault((node.file, node.name), FARTHEST)
        telling = {(node.file, node.name) for word in said for node in self.users_of(word) if node.is_test}
        return sorted(
            found | dict.fromkeys(telling, 0),
            key=lambda test: (test not in telling, found.get(test, FARTHEST) - 2 * mirrors(test[0], file), test),
        )

    def users_of(self, word: str) -> list[Node]:
        """Nobody, if they are so many that the word says nothing."""
        users = self.users.get(word, [])
        return users if len(users) <= TELLING else []

    def own_tests(self, file: str) -> list[Node]:
        return [node for node in self.every_test if mirrors(node.file, file)]

    def _leads(self, name: str, node: Node, home: str) -> bool:
        """Within its file a name is its own; from elsewhere no private one is meant, nor a word that many define."""
        is_meant = node.file == home or (not name.startswith("_") and self.defined[name] <= COMMON)
        return is_meant and node.name != name


def mirrors(test: str, file: str) -> bool:
    """Whether a test stands where those of this file are looked for: in its noun's folder, or under its name."""
    app, *folders, stem = Path(file).with_suffix("").parts
    about = test.removeprefix(f"tests/{app}/")
    names = {*folders, stem} - {"operations", "access"} or {stem}
    return about != test and any(name.rstrip("s") in about for name in names)
