"""Every act that is recorded has words for its reader, and the app that records it says them."""

import ast
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.utils import timezone

from assessments.models import Event
from certificates.models import RegisterEntry
from kit import acts
from kit.acts import Act
from tests.architecture.source import APPS, modules, name_of, tree

MODELS = [model for model in apps.get_models() if model._meta.app_label in APPS]
MACHINES = [model for model in MODELS if hasattr(model, "STATES")]
ADDED = {verb for added in acts.added().values() for verb in added}


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


def written(app: str) -> set[str]:
    """The verbs that the code of an app writes out, and what kit writes for everybody."""
    paths = [path for path in modules() if name_of(path).split("/")[0] in (app, "kit")]
    return {verb for path in paths for node in ast.walk(tree(path)) for verb in verbs_in(node)}


def recorded(app: str) -> set[str]:
    """With those of the edges of its machines, which `advance` records, and the acts of the register."""
    edges = {verb for model in MACHINES if model._meta.app_label == app for verb in model.STATES.verbs}
    return written(app) | edges | (set(RegisterEntry.Act.values) if app == "certificates" else set())


def own(app: str) -> set[str]:
    """The verbs that the models of an app name."""
    return {verb for model in MODELS if model._meta.app_label == app for verb in getattr(model, "ACTS", ())}


NAMING = sorted({model._meta.app_label for model in MODELS if hasattr(model, "ACTS")})


@pytest.mark.parametrize("app", NAMING)
def test_every_recorded_act_has_words(app):
    assert len(recorded(app)) > 2
    assert not recorded(app) - own(app) - ADDED


@pytest.mark.parametrize("app", NAMING)
def test_no_app_names_what_it_does_not_record(app):
    """Neither acts that nobody records any more, nor those of a higher app: they are added by whoever records them."""
    assert not own(app) - recorded(app)


def test_what_is_added_is_recorded_by_another_app():
    for subject, added in acts.added().items():
        owner = subject.split(".")[0]
        assert not added.keys() - set().union(*(written(app) for app in NAMING if app != owner))


@pytest.mark.parametrize("model", MACHINES, ids=lambda model: model._meta.label)
def test_every_edge_has_words(model):
    assert not model.STATES.verbs - acts.of(model._meta.label_lower).keys()


def test_an_act_without_words_is_not_recorded(world):
    with pytest.raises(LookupError, match="unheard_of"):
        Event.record(world.version, "unheard_of", by=world.ratna, on=timezone.localdate())
    assert not Event.objects.filter(verb="unheard_of").exists()


def test_a_verb_has_one_owner():
    with pytest.raises(AssertionError, match="named already"):
        acts.add("assessments.person", trained=Act("Again"))


def test_an_act_has_a_tone_that_can_be_shown():
    with pytest.raises(AssertionError, match="no tone"):
        Act("Done", "scarlet")


def test_nothing_is_added_to_a_model_that_is_not_there():
    with pytest.raises(LookupError):
        acts.add("assessments.persona", born=Act("Born"))
    assert acts.label_of("assessments.persona", "born") == "born"


def test_the_words_are_found_by_what_the_act_was_about():
    assert acts.label_of("assessments.assessment", "certified") == "Sertifikat diterbitkan"
    assert acts.label_of("assessments.person", "listed") == "Dicantumkan dalam daftar publik pemegang sertifikat"
    assert acts.label_of("assessments.person", "of_former_times") == "of_former_times"


def test_the_tone_is_that_of_the_model_too():
    assert (acts.tone_of("assessments.assessment", "signed"), acts.tone_of("ethics.pledge", "signed")) == ("good",) * 2
    assert acts.tone_of("assessments.assessment", "recorded") == acts.tone_of("assessments.assessment", "gone") == ""
