"""The life of a case: which step may follow which. The writer is that of all statuses."""

from kit.transitions import advance, allows, check_move, draw

from ..models import EthicsCase

__all__ = ["advance", "allows", "check_move"]
STATUS = EthicsCase.Status

draw(
    {
        EthicsCase: {
            STATUS.RECEIVED: {STATUS.DISMISSED, STATUS.HEARING},
            STATUS.DISMISSED: set(),
            STATUS.HEARING: {STATUS.PANEL},
            STATUS.PANEL: {STATUS.DECIDED, STATUS.CLOSED},
            STATUS.DECIDED: {STATUS.APPEALED, STATUS.CLOSED},
            STATUS.APPEALED: {STATUS.REVIEW},
            STATUS.REVIEW: {STATUS.CLOSED},
            STATUS.CLOSED: set(),
        },
    }
)
