"""The ground floor knows nothing of certification: none of the field's words stands in kit."""

import re

import pytest

from tests.architecture.source import ROOT, name_of
from tests.architecture.test_glossary import glossary

# Words that any portal needs.
EVERYBODYS = {"account", "event", "upload", "notice"}
# Names that others gave: a header of HTTP, an entry of PDF, and the salt of forms that are open somewhere.
GIVEN = ("Content-Security-Policy", "/UserUnit", "assessments.forms.stale")
PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def plain(text: str) -> str:
    """Its words, small and singular; those within names as well: `candidateNames`, `candidate_name`."""
    return " ".join(re.sub(r"s$", "", word.lower()) for word in PART.findall(text))


def field_words() -> set[str]:
    """Every English entry of the glossary; of "policy, its edition" each part by itself."""
    parts = {plain(part.strip().removeprefix("its ")) for words in glossary() for part in words.split(",")}
    return parts - EVERYBODYS - {""}


def found(text: str) -> set[str]:
    for name in GIVEN:
        text = text.replace(name, "")
    said = f" {plain(text)} "
    return {word for word in field_words() if f" {word} " in said}


def test_none_of_the_fields_words_stands_in_kit():
    said = {name_of(path): found(path.read_text()) for path in sorted((ROOT / "kit").rglob("*.py"))}
    assert not {name: words for name, words in said.items() if words}


@pytest.mark.parametrize("text", ["a candidate", "class SchemeVersion", "scheme_units = 1", "Certificates that"])
def test_a_word_of_the_field_is_found(text):
    assert found(text)
