"""The acts on the register of certificates."""

from .consents import give_consent, withdraw_consent
from .issuing import issue, issue_objection, renewable
from .register import publish_roots
from .reissuing import reduce_scope, replace
from .standing import reinstate, suspend, withdraw

__all__ = [
    "give_consent",
    "issue",
    "issue_objection",
    "publish_roots",
    "reduce_scope",
    "reinstate",
    "renewable",
    "replace",
    "suspend",
    "withdraw",
    "withdraw_consent",
]
