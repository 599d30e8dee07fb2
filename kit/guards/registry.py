"""Every guard of the portal: each app names its own when it is ready, and what asks for all of them asks here."""

from collections.abc import Callable, Iterable

from .guard import Guard

_guards: dict[str, tuple[Guard, ...]] = {}
_listeners: list[Callable[[], None]] = []


def register(app: str, guards: Iterable[Guard]) -> None:
    """Name the guards of an app; said again, the later word counts."""
    _guards[app] = tuple(guards)
    for listener in _listeners:
        listener()


def registered() -> tuple[Guard, ...]:
    """Every guard, the foundation first: apps are made ready from the top of the tower down."""
    return tuple(guard for app in reversed(_guards) for guard in _guards[app])


def guards_of(app: str) -> tuple[Guard, ...]:
    return _guards[app]


def on_change(listener: Callable[[], None]) -> None:
    """Call this when an app names its guards: who keeps an answer about them forgets it."""
    _listeners.append(listener)
