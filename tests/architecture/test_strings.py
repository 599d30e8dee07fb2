"""Nothing points up the tower through a string: no template, no url name and no tag library of a higher app."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.template import engines
from django.urls import URLPattern, get_resolver

from kit.slots import filled
from tests.architecture.source import APPS, ROOT, TEMPLATES, modules, name_of, templates, tree

TOWER = ("kit", "assessments", "certificates", "ethics", "lsp_portal")
# The frame around every page is the composing app's; pages name its parts, and nothing that these name.
FRAME = ("layouts", "account")
PARTS_OF_THE_FRAME = ("layouts/", "base.html")
NAMED = re.compile(r"""{%\s*(include|extends|url)\s+["']([^"']+)["']""")
ASKING = {"reverse", "reverse_lazy", "redirect", "resolve_url", "page_of", "render", "render_to_string", "get_template"}
LOADED = re.compile(r"{%\s*load\s+([^%]+?)\s*%}")


def floor(app: str) -> int:
    return TOWER.index(app)


def app_of_template(name: str) -> str:
    """Whose a template is: its folder's app, or the frame's; what every app may use is kit's."""
    first = name.split("/")[0]
    if first in APPS:
        return first
    return "lsp_portal" if first in FRAME or "/" not in name else "kit"


@cache
def app_of_url() -> dict[str, str]:
    """Url name -> the app of its view. allauth's pages are the composing app's."""
    found = {}

    def walk(patterns):
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                app = pattern.callback.__module__.split(".")[0]
                if app in TOWER or pattern.name not in found:
                    found[pattern.name] = app if app in TOWER else "lsp_portal"
            else:
                walk(pattern.url_patterns)

    walk(get_resolver().url_patterns)
    return found


@cache
def app_of_library() -> dict[str, str]:
    libraries = engines["django"].engine.libraries
    return {name: path.split(".")[0] for name, path in libraries.items() if path.split(".")[0] in TOWER}


def pointing_up(name: str, text: str) -> list[str]:
    """What a template names of an app above its own."""
    mine = floor(app_of_template(name))
    found = []
    for tag, said in NAMED.findall(text):
        theirs = app_of_url().get(said, "kit") if tag == "url" else app_of_template(said)
        if floor(theirs) > mine and not said.startswith(PARTS_OF_THE_FRAME):
            found.append(f"{tag} {said}")
    loaded = " ".join(LOADED.findall(text)).split()
    return found + [f"load {each}" for each in loaded if floor(app_of_library().get(each, "kit")) > mine]


def names_in(path: Path) -> Iterator[str]:
    """What a module asks for by name: pages and templates."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ASKING:
            yield from (
                each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )


def calls_up(path: Path) -> list[str]:
    mine = floor(name_of(path).split("/")[0])
    return [name for name in names_in(path) if floor(app_of_url().get(name, "kit")) > mine or is_above(name, mine)]


def is_above(name: str, mine: int) -> bool:
    return name.endswith((".html", ".txt")) and "/" in name and floor(app_of_template(name)) > mine


def test_no_template_names_a_higher_app():
    found = {
        name: pointing_up(name, path.read_text()) for path in templates(with_pdf=True) for name in [relative(path)]
    }
    assert not {name: said for name, said in found.items() if said}


def test_no_module_names_a_page_or_template_of_a_higher_app():
    found = {name_of(path): calls_up(path) for path in modules() if name_of(path).split("/")[0] != "lsp_portal"}
    assert not {name: said for name, said in found.items() if said}


def relative(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


@pytest.mark.parametrize(
    "text",
    [
        '{% include "certificates/certificates/_own_assessment_certificate.html" %}',
        '{% url "pledge_sign" %}',
        '{% url "home" as up %}',
        "{% load conduct %}",
        '{% include "lsp_portal/public/_steps.html" %}',
    ],
)
def test_a_template_that_climbs_is_found(text):
    assert pointing_up("assessments/people/candidate_show.html", text)


@pytest.mark.parametrize(
    "text",
    [
        '{% extends "layouts/portal.html" %}',
        '{% include "layouts/brand.html" %}',
        '{% include "components/empty.html" %}',
    ],
)
def test_a_page_stands_in_the_frame(text):
    assert not pointing_up("assessments/people/candidate_show.html", text)


def slots_named() -> set[str]:
    return {name for path in templates() for name in re.findall(r'{% slot "([^"]+)"', path.read_text())}


def test_every_slot_is_filled_and_every_filling_has_a_slot():
    assert slots_named() == set(filled())


def test_every_filling_is_there_and_comes_from_above():
    for slot, names in filled().items():
        named_by = min(
            floor(app_of_template(relative(path))) for path in templates() if f'slot "{slot}"' in path.read_text()
        )
        for name in names:
            assert (TEMPLATES / name).exists(), name
            assert floor(app_of_template(name)) > named_by, (slot, name)


def test_every_app_of_the_tower_is_known():
    assert {config.name for config in apps.get_app_configs() if Path(config.path).parent == ROOT} == set(TOWER)
