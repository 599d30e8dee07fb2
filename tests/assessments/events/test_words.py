"""Every act that is recorded has words for its reader: no verb of the code reaches a page."""

import ast
from collections.abc import Iterator

from assessments.models import Decision
from assessments.words import EVENT_LABELS
from certificates.models import RegisterEntry
from kit.acts import label_of
from tests.architecture.source import modules, tree


def constants(node: ast.AST | None) -> Iterator[str]:
    """The texts an expression may come to: of `"a" if x else "b"` both, not those of its condition."""
    if isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def verbs_in(node: ast.AST) -> Iterator[str]:
    """What a node names as the verb of an event: Event.record(row, …), verb=…, or the default of an argument `verb`."""
    if isinstance(node, ast.Call):
        if ast.unparse(node.func) == "Event.record":
            yield from constants(node.args[1])
        for keyword in node.keywords:
            yield from constants(keyword.value) if keyword.arg == "verb" else ()
    elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "verb":
        yield from constants(node.value)
    elif isinstance(node, ast.arguments):
        yield from (
            text
            for arg, value in zip(node.kwonlyargs, node.kw_defaults, strict=True)
            if arg.arg == "verb"
            for text in constants(value)
        )


def recorded() -> set[str]:
    found = {verb for path in modules() for node in ast.walk(tree(path)) for verb in verbs_in(node)}
    # A decision's event bears the name of its outcome, and that of a certificate the name of its act.
    return found | set(Decision.Outcome.values) | set(RegisterEntry.Act.values)


def named() -> set[str]:
    return {verb for words in EVENT_LABELS.values() for verb in words}


def test_every_recorded_act_has_words():
    assert "signed" in recorded()
    assert not recorded() - named()


def test_no_words_are_kept_for_acts_that_nobody_records():
    assert not named() - recorded()


def test_the_words_are_found_by_what_the_act_was_about():
    assert label_of("assessments.assessment", "certified") == "Sertifikat diterbitkan"
