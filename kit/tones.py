"""The tones in which a state is shown, each with the symbol that says it without colour."""

TONES = {
    "waiting": "hourglass-split",
    "good": "check-circle",
    "bad": "x-circle",
    "suspended": "pause-circle",
    "ended": "dash-circle",
    "info": "info-circle",
}


def check_tone(tone: str) -> str:
    """The tone itself. Asked when a module loads: a tone that nobody can show is a bug, not a surprise."""
    if tone not in TONES:
        raise AssertionError(f"{tone!r} is no tone: one of {', '.join(TONES)}")
    return tone
