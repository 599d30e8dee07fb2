"""What an act is called in the history, and how it looks: said once, by the app that records it.

A model says it of its own acts (`ACTS = {"verb": Act(...)}`). What a higher app records about a lower app's row it adds
when it is ready (`add`). An act that nobody named is not recorded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.apps import apps
from django.utils.functional import Promise

from .tones import check_tone

Words = str | Promise
GRACE = timedelta(minutes=5)  # between moments of one act: what is written last may have waited, and clocks go back


@dataclass(frozen=True)
class Act:
    """A verb in words, with its tone in a history (none: a plain line).

    `told` is how whom the row is about is told of it, if at all, and `told_tone` how that looks.
    """

    label: Words
    tone: str = ""
    told: Words = ""
    told_tone: str = ""

    def __post_init__(self) -> None:
        for tone in filter(None, (self.tone, self.told_tone)):
            check_tone(tone)


_added: dict[str, dict[str, Act]] = {}


def add(subject: str, **acts: Act) -> None:
    """Name what an app records about another app's model ("app.model"). A verb has one owner: AssertionError."""
    apps.get_model(subject)
    if taken := acts.keys() & of(subject).keys():
        raise AssertionError(f"{subject}: {', '.join(sorted(taken))} is named already")
    _added.setdefault(subject, {}).update(acts)
    of.cache_clear()


@cache
def of(subject: str) -> Mapping[str, Act]:
    """The acts that may be recorded about a model, by verb: its own, then what others added."""
    try:
        model = apps.get_model(subject)
    except (LookupError, ValueError):  # a history outlives its models
        return {}
    return {**getattr(model, "ACTS", {}), **_added.get(subject, {})}


def find(subject: str, verb: str) -> Act:
    """The act of this verb. LookupError for what nobody named: it would stand in a history without words."""
    found = of(subject).get(verb)
    if found is None:
        raise LookupError(f"{subject}: nobody says what the act {verb!r} is called (kit.acts)")
    return found


def label_of(subject: str, verb: str) -> str:
    """The act in words; what was recorded in former times and has no name any more is shown as it is."""
    found = of(subject).get(verb)
    return str(found.label) if found else verb


def tone_of(subject: str, verb: str) -> str:
    found = of(subject).get(verb)
    return found.tone if found else ""


def added() -> Mapping[str, Mapping[str, Act]]:
    """What was added to models of other apps."""
    return _added
