"""The finished designs, by the key that a snapshot names."""

from certificates.printing.families.family import LANGUAGES, Family, Paper
from certificates.printing.families.klasik import KLASIK
from certificates.printing.families.modern import MODERN
from certificates.printing.families.resmi import RESMI
from certificates.printing.wordings import Wording, Words
from certificates.snapshots.snapshot import Snapshot

__all__ = ["FAMILIES", "LANGUAGES", "Family", "Paper", "Wording", "Words", "family_of"]

FAMILIES: dict[str, Family] = {family.key: family for family in (KLASIK, MODERN, RESMI)}


def family_of(snapshot: Snapshot) -> Family:
    """The family that a certificate is printed in. Raises KeyError for one that never was."""
    return FAMILIES[snapshot["design"]["family"]]
