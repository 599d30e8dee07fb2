"""The day of an act."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.errors import RuleError


def refuse_future(on: date) -> None:
    """What is recorded has happened: RuleError("in_future") for a day that has not begun."""
    if on > timezone.localdate():
        raise RuleError(_("Tanggal tidak boleh di masa depan."), code="in_future")
