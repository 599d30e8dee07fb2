"""The acts on the register of certificates."""

from .issuing import issue

__all__ = ["issue"]
