"""Snapshots of earlier days, as they stood in their rows: what is read of old certificates is tried on these."""

import io
import json
from typing import get_type_hints

import pypdf
import pytest

from certificates.credentials.badge import credential_of
from certificates.printing import render
from certificates.snapshots import snapshot as shapes
from certificates.snapshots.reading import UPGRADES, UnknownFormat, format_of, read_snapshot
from tests.older import SNAPSHOTS, answers

KEPT = {path.stem: json.loads(path.read_text()) for path in sorted(SNAPSHOTS.glob("*.json"))}
BEFORE_DESIGNS = {"design", "blank_number", "replaces", "renews"}  # what the first shape of format 1 lacks


def names_in(shape):
    """Every key that a snapshot of today has, with the keys of its parts."""
    parts = {"body": shapes.BodySnapshot, "design": shapes.DesignSnapshot, "scheme": shapes.SchemeSnapshot}
    lists = {"units": shapes.UnitSnapshot, "standards": shapes.StandardSnapshot}
    return {name: set(get_type_hints((parts | lists)[name])) if name in parts | lists else None
            for name in get_type_hints(shape)}  # fmt: skip


def names_of(kept):
    """Likewise of one that was kept."""
    told = {}
    for name, value in kept.items():
        first = value[0] if isinstance(value, list) and value else value
        told[name] = set(first) if isinstance(first, dict) else None
    return told


def test_the_shape_of_today_is_kept_too():
    """Whoever gives a snapshot another key raises its format, and keeps one here as it stood before."""
    newest = [kept for kept in KEPT.values() if kept["format"] == shapes.SNAPSHOT_FORMAT]
    assert names_in(shapes.Snapshot) in [names_of(kept) for kept in newest]


def test_the_first_shape_is_kept():
    later = {name for name, text in shapes.TEXTS.items() if text.since > 1}
    assert names_in(shapes.Snapshot).keys() - later - KEPT["format-1-before-designs"].keys() == BEFORE_DESIGNS


def test_those_of_the_older_database_are_what_it_holds():
    stored = [certificate["snapshot"] for certificate in answers("sqlite")["certificates"].values()]
    shapes_of_then = [kept for name, kept in KEPT.items() if kept["format"] == 1 and name != "format-1-before-designs"]
    assert shapes_of_then and all(kept in stored for kept in shapes_of_then)


def test_a_snapshot_of_every_past_format_is_kept():
    assert {format_of(kept) for kept in KEPT.values()} == {*range(shapes.SNAPSHOT_FORMAT + 1)} >= UPGRADES.keys()


@pytest.mark.parametrize("name", KEPT)
def test_each_is_read_in_the_format_of_today(name):
    before = json.dumps(KEPT[name])
    said = read_snapshot(KEPT[name])
    assert names_of(said).keys() == names_in(shapes.Snapshot).keys()
    assert said["format"] == shapes.SNAPSHOT_FORMAT
    assert {key: said[key] for key in KEPT[name]} == KEPT[name] | {"format": said["format"]}  # what it said it says
    assert json.dumps(KEPT[name]) == before


@pytest.mark.parametrize("number", [None, 0, -1, True, "1", shapes.SNAPSHOT_FORMAT + 1])
def test_a_format_that_is_none_or_of_a_later_portal_is_refused(number):
    with pytest.raises(UnknownFormat):
        read_snapshot(KEPT["format-1-first"] | {"format": number})


def test_a_snapshot_without_its_format_is_refused():
    with pytest.raises(UnknownFormat):
        read_snapshot({})


@pytest.mark.parametrize("name", KEPT)
def test_the_same_credential_is_made_of_each(name):
    kept = KEPT[name]
    said = credential_of(kept, status_index=7)
    assert said["id"] == kept["verify_url"].partition("#")[0]
    assert said["credentialSubject"]["licenseNumber"] == kept["certificate_number"]
    assert len(said["credentialSubject"]["result"]) == len(kept["units"])


@pytest.mark.parametrize("name", KEPT)
def test_each_is_printed_again(name):
    kept = read_snapshot(KEPT[name])
    pages = pypdf.PdfReader(io.BytesIO(render(kept))).pages
    text = "".join("".join(page.extract_text() for page in pages).split())
    words = [kept["holder_name"], kept["certificate_number"], *(unit["code"] for unit in kept["units"])]
    assert all("".join(word.split()) in text for word in words)
