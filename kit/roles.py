"""Roles: what an account may be. Each is registered once, by the app that owns it; the composing app furnishes it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Role:
    """A role by its name, with the words and the symbol of its badge.

    It is given by a column of the account (`flag`), or follows from a record of whoever is behind it (`record`).
    `given_to` says whether an account has it now: a record may be at rest. Who has an `is_office` role is kept from
    it by what suspends him. `reads_as` is how the log of readers names him. Roles stand in the order of their `place`.
    """

    name: str
    place: int
    label: Words
    symbol: str
    given_to: Callable[[Any], bool]
    flag: str = ""
    record: str = ""
    is_office: bool = False
    reads_as: str = ""

    def __post_init__(self) -> None:
        if bool(self.flag) == bool(self.record):
            raise AssertionError(f"{self.name}: a role is given by a flag or follows from a record")

    @property
    def menu(self) -> Sequence[Any]:
        """The entries of its menu."""
        return _furnished[self.name][0]()

    def home(self, user: Any, today: date) -> Any:
        """Its part of the first page that this account sees."""
        return _furnished[self.name][1](user, today)


_roles: dict[str, Role] = {}
_furnished: dict[str, tuple[Callable[[], Sequence[Any]], Callable[[Any, date], Any]]] = {}


def register(*roles: Role) -> None:
    """Add roles. A name, a place or a flag that is taken is an AssertionError."""
    for role in roles:
        places = {other.place for other in registered()}
        if role.name in _roles or role.place in places or role.flag in flags():
            raise AssertionError(f"the role {role.name} is registered already")
        _roles[role.name] = role


def furnish(name: str, *, menu: Callable[[], Sequence[Any]], home: Callable[[Any, date], Any]) -> None:
    """Say what a role finds in the portal: what gathers its menu, and what makes its part of the first page."""
    _furnished[name] = (menu, home)


def registered() -> tuple[Role, ...]:
    """Every role, in the order of the work."""
    return tuple(sorted(_roles.values(), key=lambda role: role.place))


def named(name: str) -> Role:
    return _roles[name]


def flags() -> tuple[str, ...]:
    """The columns of an account by which roles are given."""
    return tuple(role.flag for role in registered() if role.flag)


def held_by(user: Any) -> list[Role]:
    """Every role the account has, in the order of the work."""
    return [role for role in registered() if role.given_to(user)]


def of_flags(flags: Collection[str]) -> list[Role]:
    """The roles that these columns give."""
    return [role for role in registered() if role.flag in flags]
