"""Does every certificate still deserve to be believed? The register, asked row by row; nothing is written."""

from .findings import Finding, audit
from .numbers import number_problems
from .register import broken_links

__all__ = ["Finding", "audit", "broken_links", "number_problems"]
