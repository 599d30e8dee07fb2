"""The seal on a certificate's file: who puts it there, and whether it still holds."""

from .base import Sealer
from .choosing import current_sealer

__all__ = ["Sealer", "current_sealer"]
