"""The rules of the conscience that the database repeats: what models declare, and what each noun writes out."""

from kit.guards import declared
from kit.nouns import gathered

from .nouns import NOUNS

GUARDS = (*declared("ethics"), *gathered("ethics", NOUNS, "guards", "GUARDS"))
