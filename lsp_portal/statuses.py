"""How a status looks: one table from the value of a status to its tone.

The values come from the `TextChoices` of the apps below. A value missing here is shown in the quiet tone, so a new
status is never a broken page; the words are always there, colour only helps.
"""

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
    "registered": "waiting",
    "enrolled": "waiting",
    "submitted": "waiting",
    "open": "waiting",
    "invited": "waiting",
    "expiring": "waiting",
    "assessing": "info",
    "in_progress": "info",
    "running": "info",
    "signed": "info",
    "in_force": "good",
    "active": "good",
    "valid": "good",
    "verified": "good",
    "granted": "good",
    "competent": "good",
    "accepted": "good",
    "issued": "good",
    "done": "good",
    "refused": "bad",
    "revoked": "bad",
    "not_competent": "bad",
    "not_yet_competent": "bad",
    "rejected": "bad",
    "barred": "bad",
    "suspended": "suspended",
}


def tone_of(status: Any) -> str:
    """The tone of a status value; the quiet one when the value is not known."""
    return TONE_OF_STATUS.get(str(getattr(status, "value", status)).lower(), "ended")
