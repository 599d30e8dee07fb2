"""Places on a page that apps above fill: the page names the place, and never who stands there."""

_filled: dict[str, tuple[str, ...]] = {}


def fill(slot: str, *templates: str) -> None:
    """Show these templates, in this order, where a page says `{% slot "name" %}`; behind what others filled in."""
    known = _filled.get(slot, ())
    _filled[slot] = known + tuple(template for template in templates if template not in known)


def filling(slot: str) -> tuple[str, ...]:
    return _filled.get(slot, ())


def filled() -> dict[str, tuple[str, ...]]:
    """Every slot that somebody filled, with its templates."""
    return dict(_filled)
