"""The acts on the register of certificates."""

from .issuing import issue, renewable
from .register import publish_roots
from .reissuing import reduce_scope, replace
from .standing import reinstate, suspend, withdraw

__all__ = ["issue", "publish_roots", "reduce_scope", "reinstate", "renewable", "replace", "suspend", "withdraw"]
