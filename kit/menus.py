"""The lines of menus: a noun names its own beside its addresses, as `menu` in its `urls.py`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .roles import Words


@dataclass(frozen=True, eq=False)
class Entry:
    """One line of a menu. `url_name` names the list; pages whose name begins with the same noun belong to it.

    `menus` says in which menus it stands, and its place in each: {"admin": 20}. Places count in tens, so that
    something new fits between two.
    """

    label: Words
    url_name: str
    icon: str
    short: Words = ""
    also: tuple[str, ...] = ()  # other nouns whose pages belong here
    menus: Mapping[str, int] = field(kw_only=True)

    @property
    def nouns(self) -> tuple[str, ...]:
        return (self.url_name.removesuffix("_list").removesuffix("_edit").removesuffix("_show"), *self.also)

    def contains(self, url_name: str) -> bool:
        """Whether the page of this name belongs to the entry."""
        return url_name == self.url_name or url_name.startswith(tuple(f"{noun}_" for noun in self.nouns))


def menu_of(name: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries of this menu in the order of their places. Two at one place are an AssertionError."""
    placed = [(entry.menus[name], entry) for entry in entries if name in entry.menus]
    if len({place for place, _entry in placed}) < len(placed):
        raise AssertionError(f"two entries of the menu {name} have one place")
    return tuple(entry for _place, entry in sorted(placed, key=lambda each: each[0]))
