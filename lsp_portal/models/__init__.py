"""Accounts, and the invitations that open them."""

from .accounts import User
from .invitations import Invitation

__all__ = ["Invitation", "User"]
