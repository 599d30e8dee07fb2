"""The certificate as an Open Badges 3.0 credential: what it says, who signs it, where its status is asked."""

from .signing import make_credential, sign

__all__ = ["make_credential", "sign"]
