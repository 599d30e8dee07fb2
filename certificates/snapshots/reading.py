"""Reading a snapshot of any age: whatever format it was kept in, its reader meets that of today.

What is kept never changes; it is hashed, and compared by the audit, as it is. A new printed text is a new format: the
number in `snapshot` grows by one, and the text says since which format it stands; older ones read "". Any other new
shape needs an upgrade here. Scheme, units and body keep their names in every format: the public check asks the database
for these (`checking.answering`).
"""

from collections.abc import Callable, Mapping
from typing import Any, cast

from .snapshot import SNAPSHOT_FORMAT, TEXTS, Snapshot

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]


class UnknownFormat(ValueError):
    """A snapshot that this portal cannot read: of a format that is none, or of a later portal."""


def _with_design(said: dict[str, Any]) -> dict[str, Any]:
    """The first weeks' snapshots did not say how they are printed: there was one design."""
    design = {"family": "klasik", "name": "Klasik", "version": 1, "paper": "portrait", "languages": ["id", "en"]}
    return said | {"design": design | {"texts": {}, "art": "", "logo": "", "signature": ""}}


# From a format to the next, where more than texts were added. The first has no number of its own: it called itself 1,
# like the one after it.
UPGRADES: dict[int, Upgrade] = {0: _with_design}


def format_of(said: Mapping[str, Any]) -> int:
    """The format of a snapshot as it is kept. Refuses UnknownFormat."""
    number = said.get("format")
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= SNAPSHOT_FORMAT:
        raise UnknownFormat(f"a snapshot of format {number!r}")
    return 0 if number == 1 and "design" not in said else number


def read_snapshot(raw: Mapping[str, Any]) -> Snapshot:
    """The snapshot in the format of today; `raw` stays as it is. Refuses UnknownFormat."""
    number = format_of(raw)
    said = dict(raw) | {name: "" for name, text in TEXTS.items() if text.since > number}
    for older in range(number, SNAPSHOT_FORMAT):
        if upgrade := UPGRADES.get(older):
            said = upgrade(said)
    return cast("Snapshot", said | {"format": SNAPSHOT_FORMAT})
