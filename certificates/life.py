"""The life of certificates and of their designs: which status may follow which. The writer is that of all statuses.

Of a certificate an act must stand in the register before `move`: the database refuses the status otherwise.
"""

from assessments.transitions import allows, check_move, draw, move

from .models import Certificate, DesignVersion

__all__ = ["allows", "check_move", "move"]
STATUS, DESIGN = Certificate.Status, DesignVersion.Status

draw(
    {
        Certificate: {
            STATUS.ACTIVE: {STATUS.SUSPENDED, STATUS.WITHDRAWN, STATUS.REPLACED},
            STATUS.SUSPENDED: {STATUS.ACTIVE, STATUS.WITHDRAWN},
            STATUS.WITHDRAWN: set(),
            STATUS.REPLACED: set(),
        },
        DesignVersion: {
            DESIGN.DRAFT: {DESIGN.IN_USE},
            DESIGN.IN_USE: {DESIGN.RETIRED},
            DESIGN.RETIRED: set(),
        },
    }
)
