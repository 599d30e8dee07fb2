"""What keeps each clause of the code alive: how it works, where it is seen, what it leaves, what is still open.

One place of truth: the page of the clauses, the file for an audit and the table of docs/ethics.md all follow it.
"""

from .kinds import Line, Mechanism, Opening, Record
from .registry import MECHANISMS

__all__ = ["MECHANISMS", "Line", "Mechanism", "Opening", "Record"]
