"""What an act of the history is called for its reader, and its tone: each app says it of its own."""

from collections.abc import Mapping

from django.utils.functional import Promise

_labels: dict[str, dict[str, Promise]] = {}
_tones: dict[str, str] = {}


def call(labels: Mapping[str, Mapping[str, Promise]], tones: Mapping[str, str] | None = None) -> None:
    """Register the words of verbs, by the model ("app.model") that they are recorded of; and tones, by verb."""
    for subject, words in labels.items():
        _labels.setdefault(subject, {}).update(words)
    _tones.update(tones or {})


def label_of(subject: str, verb: str) -> str:
    """The act in words; a verb nobody named is shown as it is."""
    return str(_labels.get(subject, {}).get(verb, verb))


def tone_of(verb: str) -> str:
    return _tones.get(verb, "")


def labels() -> Mapping[str, Mapping[str, Promise]]:
    """Every label, by model and verb."""
    return _labels
