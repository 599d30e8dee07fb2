"""The README's glossary, the models, the folders of nouns and the names of pages use the same words."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps

from tests.architecture.access_matrix import url_patterns
from tests.architecture.source import APPS, ROOT, modules, name_of, templates, tree

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


# Words that were several things: each is the one thing of the glossary, in the folders named here.
ONE_THING = {
    "hold": "duty ties impartiality mechanisms assessments/assessments",  # of an assessment; rows are locked
    "leave": "",  # what the glossary calls a disclosure consent
    "remark": "remarks mechanisms",  # the candidate's, on a verdict; others write a note
    "review": "evaluations mechanisms profile printing pdf demo",  # FR.AK-06; gifts are examined
}
# Names that rows, tables and the history know, and which therefore stay.
KEPT = {
    "ethics/confidentiality/models.py": {"Leave", "LeaveQuerySet"},
    "ethics/checklists/models.py": {"remark"},
    "ethics/gifts/models.py": {"remark"},
}
RIDDLES = set("life standing pressroom proofs stock reference roots finding papers part parts holding".split())


def words_of(name: str) -> list[str]:
    """`ReadingReview` and `reading_reviews`: reading, review."""
    found = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)
    return [word.lower().removesuffix("s") for word in found]


@cache
def several_words() -> set[tuple[str, ...]]:
    """The entries of more than one word, as `words_of` says them: a peer remark is no remark."""
    entries = [part.strip().removeprefix("its ") for words in glossary() for part in words.split(",")]
    return {tuple(words_of(entry)) for entry in entries if " " in entry}


def names_in(path: Path) -> Iterator[str]:
    """What a file is called, and what it calls its own: functions and what they take, classes, constants, fields."""
    yield path.name.partition(".")[0]
    if path.suffix != ".py":
        return
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def stands_for_another(name: str, folders: str) -> set[str]:
    """The words of a name that mean another thing than the glossary's, in a file of these folders."""
    words = words_of(name)
    explained = {pair[-1] for pair in several_words() if "".join(pair) in "".join(words)}
    return {
        word
        for word in words
        if word in ONE_THING
        and word not in explained
        and not any(f"/{place}/" in f"/{folders}/" for place in ONE_THING[word].split())
    }


def test_one_word_is_one_thing():
    files = [*modules(), *templates(with_pdf=True)]
    found = {
        f"{name_of(path)}: {name}"
        for path in files
        for name in set(names_in(path)) - KEPT.get(name_of(path), set())
        if stands_for_another(name, path.relative_to(ROOT).parent.as_posix())
    }
    assert len(files) > 700 and not found
    pages = {pattern.name: pattern.callback.__module__.replace(".", "/") for pattern in url_patterns()}
    assert pages["review_list"].startswith("ethics/evaluations")
    assert not {page for page, module in pages.items() if stands_for_another(page, module)}


def test_a_second_meaning_is_seen():
    assert stands_for_another("gift_review", "ethics/gifts") == {"review"}
    assert stands_for_another("RemarkForm", "ethics/gifts") == {"remark"}
    assert stands_for_another("holds_slot", "certificates/printing") == {"hold"}
    assert stands_for_another("leave_list", "ethics/confidentiality") == {"leave"}
    assert not stands_for_another("give_peer_remark", "ethics/peers")
    assert not stands_for_another("READING_REVIEWS", "ethics/confidentiality")
    assert not stands_for_another("Hold", "assessments/ties")


def test_what_was_kept_is_there():
    assert not [file for file, names in KEPT.items() if names - set(names_in(ROOT / file))]


def test_no_module_is_named_in_riddles():
    assert not [name_of(path) for path in modules() if RIDDLES & {path.stem, path.parent.name}]
