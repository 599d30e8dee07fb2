"""Compile once, stamp often: the bulk press.

Most of a certificate is the same on the next one. Here WeasyPrint lays a page out once per template; after that only
the texts marked `data-slot` are shaped again, by WeasyPrint's own text code, and put between the ready parts of a file.

Everything in this package leans on WeasyPrint's insides, which is why its version is pinned and why the tests compare
the pages with plain WeasyPrint's. Whatever does not fit the template raises `Surprise`; nothing is guessed.
"""

from certificates.printing.stamping.shelf import Shelf
from certificates.printing.stamping.surprise import INSIDE, Surprise
from certificates.printing.stamping.template import Recipe

__all__ = ["INSIDE", "Recipe", "Shelf", "Surprise"]
