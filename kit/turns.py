"""Printing takes a third of a second of a core: whoever asks for it waits for his own turn to end."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from kit.errors import RuleError

LONGEST_TURN = 30  # seconds; a turn whose process died ends by itself


@contextmanager
def one_at_a_time(user: Any) -> Iterator[None]:
    """Nobody prints two things at once. RuleError("busy") for the second."""
    key, mine = f"printing-{user.pk}", secrets.token_hex(8)
    if not cache.add(key, mine, LONGEST_TURN):
        raise RuleError(_("Cetakan sebelumnya masih dibuat. Tunggu sebentar lalu coba lagi."), code="busy")
    try:
        yield
    finally:
        if cache.get(key) == mine:  # a turn that took too long does not end the one that began meanwhile
            cache.delete(key)
