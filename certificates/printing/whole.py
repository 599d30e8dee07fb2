"""A sheet is printed whole or not at all: WeasyPrint leaves out a picture that it cannot draw, and only logs it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident

LEFT_OUT = "Failed to "  # how WeasyPrint's log begins about what it could not load or draw
SAID = 80  # letters of it: an address may be the whole picture


class Undrawn(Exception):
    """A picture cannot be drawn."""


class _Strict(logging.Handler):
    """Raises from within WeasyPrint, before anything is kept of a sheet that lacks a part."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._thread = get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread and str(record.msg).startswith(LEFT_OUT):
            raise Undrawn(record.getMessage()[:SAID])


@contextmanager
def nothing_left_out() -> Iterator[None]:
    """Raises Undrawn when this thread's WeasyPrint leaves out a picture inside."""
    handler, log = _Strict(), logging.getLogger("weasyprint")
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
