"""Blanks of the demo: a delivery a hundred days ago, used since by whatever is issued, some spoiled and sent back."""

from datetime import date, timedelta

from certificates.blanks import operations as blanks
from certificates.models import BlankBatch, BlankUse
from kit.accounts import Account

from .clock import standing_on

CAME, WET, MISPRINTED, SENT_BACK = -100, -45, -40, -8  # days from today


def receive(*, by: Account, today: date) -> None:
    """Forty sheets from BNSP."""
    with standing_on(today + timedelta(days=CAME)) as on:
        blanks.receive(first="0104501", last="0104540", received_on=on, letter_number="B.117/BNSP/BLK", by=by, on=on)


def next_sheet(on: date) -> str:
    """What an admin takes for a certificate of that day; "" before the first delivery."""
    return BlankBatch.objects.lowest_unused(on)


def wear(*, by: Account, today: date) -> None:
    """Two sheets got wet, one was misprinted, five went back."""
    with standing_on(today + timedelta(days=WET)) as on:
        blanks.spoil(first="0104530", last="0104531", reason="Terkena air di ruang arsip.", by=by, on=on)
    with standing_on(today + timedelta(days=MISPRINTED)) as on:
        if used := BlankUse.objects.filter(fate="used", on__lte=on).order_by("number").first():
            blanks.spoil(first=str(used), reason="Cetakan bergeser; dicetak ulang tanpa blangko.", by=by, on=on)
    with standing_on(today + timedelta(days=SENT_BACK)) as on:
        blanks.send_back(first="0104536", last="0104540", letter_number="044/LSP-NK/KEMBALI", by=by, on=on)
