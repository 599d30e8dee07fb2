"""Accounts, and the invitations that open them."""

from ..accounts.models import User
from ..invitations.models import Invitation

__all__ = ["Invitation", "User"]
