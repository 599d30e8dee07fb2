"""The demo's keys, marked as such. The first seal key had its time: what it sealed is still valid."""

from datetime import timedelta

from django.utils import timezone

from certificates.keys.keys import make_key

# purpose, days after the beginning of the demo, years
KEYS = [("seal", 0, 2), ("seal", 700, 5), ("credential", 0, 10), ("qr", 0, 10)]


def make() -> None:
    """Make every key that the demo ever signs with, today being its first day."""
    today = timezone.now()
    for purpose, days, years in KEYS:
        make_key(purpose, years=years, at=today + timedelta(days=days), demo=True)
