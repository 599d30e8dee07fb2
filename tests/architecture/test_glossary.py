"""The README's glossary and the models use the same words."""

import re

from django.apps import apps

from tests.architecture.source import APPS, ROOT

ROW = re.compile(r"^\|(?P<english>[^|]+)\|(?P<indonesian>[^|]+)\|(?P<model>[^|]+)\|$", re.MULTILINE)


def glossary() -> dict[str, set[str]]:
    """Rows of the table | English | Indonesian | Model |: English word -> names of models."""
    text = (ROOT / "README.md").read_text()
    _before, found, table = text.partition("| English | Indonesian | Model |")
    assert found, "README.md has no table with the head | English | Indonesian | Model |"
    table = table.strip().split("\n\n")[0]
    rows = [row for row in ROW.finditer(table) if set(row["english"].strip()) - set("-: ")]
    return {row["english"].strip(): set(re.findall(r"\w+", row["model"])) for row in rows}


def models() -> set[str]:
    return {model.__name__ for app in APPS for model in apps.get_app_config(app).get_models()}


def test_every_model_named_in_the_glossary_exists():
    assert glossary()
    assert not {word: names - models() for word, names in glossary().items() if names - models()}


def test_every_model_is_explained_in_the_glossary():
    assert not models() - set().union(*glossary().values())
