"""An app's nouns, gathered: each is a folder that says for itself what the app is made of."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any


def gathered(app: str, nouns: Iterable[str], module: str, name: str) -> Iterator[Any]:
    """What `<app>/<noun>/<module>.py` calls `name`, noun after noun; one without such a module is passed over."""
    for noun in nouns:
        path = f"{app}.{noun}.{module}"
        if find_spec(path):
            yield from getattr(import_module(path), name, ())
