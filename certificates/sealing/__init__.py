"""The seal on a certificate's file: who puts it there, and whether it still holds."""

from .choosing import current_sealer
from .protocol import Sealer

__all__ = ["Sealer", "current_sealer"]
