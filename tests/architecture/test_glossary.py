"""The README's glossary, the models, the folders of nouns and the names of pages use the same words."""

import re

from django.apps import apps

from tests.architecture.access_matrix import url_patterns
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


# Pages named after what is done there or where it leads: what each is about, in the glossary's words.
ABOUT = {
    "catalogue": "scheme",
    "did": "signing key",
    "entry": "register entry",
    "evaluation": "assessor",
    "holder": "certificate",
    "issuer": "credential",
    "issuing": "issuing run",
    "own": "assessment",
    "profile": "certification body",
    "reading": "file reading",
    "report": "ethics case",
    "status": "credential",
    "verify": "certificate",
    "witness": "witnessed assessment",
}
ABOUT_THE_PORTAL = {"home", "how_it_works", "search", "set_language", "statistics_show", "work"}
# Rooms: folders of what is done, not of a thing.
ROOMS = (
    "accounts search sign_in public work invitations demo management system_checks templatetags migrations models"
    " auditing checking printing sealing offline snapshots issuing runs acts holders mechanisms importing"
    " impartiality profile clauses confidentiality duty ties evaluations"
)


def first_words() -> set[str]:
    """What a name may begin with: an entry, its first or its last word, or a model; one word, without blanks."""
    entries = [part.strip().removeprefix("its ") for words in glossary() for part in words.split(",")]
    found = {word for entry in entries for word in (entry, entry.split()[0], entry.split()[-1])}
    return {word.replace(" ", "").replace("_", "").lower() for word in found | set().union(*glossary().values())}


def unexplained(name: str) -> bool:
    parts = name.split("_")
    beginnings = {"".join(parts[: n + 1]) for n in range(len(parts))}
    return not (beginnings & first_words() or parts[0] in ABOUT or name in ABOUT_THE_PORTAL)


def test_every_page_is_named_after_a_word_of_the_glossary():
    assert not sorted({pattern.name for pattern in url_patterns() if unexplained(pattern.name)} - {""})
    assert unexplained("matter_show")


def test_what_pages_are_about_is_explained():
    entries = {part.strip() for words in glossary() for part in words.split(",")}
    assert not set(ABOUT.values()) - entries


def test_every_folder_of_a_noun_is_explained():
    folders = {path.parent.name for app in APPS if app != "kit" for path in (ROOT / app).glob("*/__init__.py")}
    singular = {folder: re.sub(r"ies$", "y", folder).removesuffix("s") for folder in folders - set(ROOMS.split())}
    known = first_words()
    assert not [folder for folder, one in singular.items() if one not in known and folder not in known]
