"""How a status looks: one table from the value of a status to its tone.

The values come from the `TextChoices` of the apps below. A value missing here is shown in the quiet tone, so a new
status is never a broken page; the words are always there, colour only helps.
"""

from functools import cache
from typing import Any

TONES = {
    "waiting": "hourglass-split",
    "good": "check-circle",
    "bad": "x-circle",
    "suspended": "pause-circle",
    "ended": "dash-circle",
    "info": "info-circle",
}

TONE_OF_STATUS = {
    "draft": "waiting",
    "planned": "waiting",
    "pending": "waiting",
    "enrolled": "waiting",
    "signed": "waiting",
    "invited": "waiting",
    "expiring": "waiting",
    "unverified": "waiting",
    "running": "info",
    "amended": "info",
    "in_force": "good",
    "active": "good",
    "valid": "good",
    "verified": "good",
    "granted": "good",
    "accepted": "good",
    "issued": "good",
    "used": "good",
    "answered": "good",
    "in_use": "good",
    "k": "good",
    "refused": "bad",
    "revoked": "bad",
    "not_competent": "bad",
    "barred": "bad",
    "lapsed": "bad",
    "missing": "bad",
    "bk": "bad",
    "spoiled": "bad",
    "overdue": "bad",
    "suspended": "suspended",
    "received": "waiting",
    "hearing": "waiting",
    "panel": "info",
    "decided": "info",
    "appealed": "waiting",
    "review": "info",
    "undecided": "waiting",
    "replace": "bad",
    "uphold": "bad",
    "supervise": "suspended",
    "dismiss": "good",
    "met": "good",
    "improve": "waiting",
    "not_met": "bad",
    "recorded": "info",
}


@cache
def tone_of(status: Any) -> str:
    """The tone of a status value; the quiet one when the value is not known."""
    return TONE_OF_STATUS.get(str(getattr(status, "value", status)).lower(), "ended")
