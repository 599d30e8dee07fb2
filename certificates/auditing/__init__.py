"""Does every certificate still deserve to be believed? The register, asked row by row; nothing is written."""

from .findings import Finding, audit, of_certificates, of_rows
from .numbers import number_problems
from .register import broken_links, clock_doubts

__all__ = ["Finding", "audit", "broken_links", "clock_doubts", "number_problems", "of_certificates", "of_rows"]
