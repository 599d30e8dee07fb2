"""The statuses of the facts and their edges (`kit.transitions`)."""

from kit.transitions import Edges

from .models import Assessment, AssessmentSession, SchemeVersion

SCHEME = SchemeVersion.Status
SESSION = AssessmentSession.Status
ASSESSMENT = Assessment.Status

EDGES: Edges = {
    SchemeVersion: {
        SCHEME.DRAFT: {SCHEME.IN_FORCE},
        SCHEME.IN_FORCE: {SCHEME.REPLACED, SCHEME.WITHDRAWN},
        SCHEME.REPLACED: set(),
        SCHEME.WITHDRAWN: set(),
    },
    AssessmentSession: {
        SESSION.PLANNED: {SESSION.RUNNING, SESSION.CANCELLED},
        SESSION.RUNNING: {SESSION.FINISHED},
        SESSION.FINISHED: set(),
        SESSION.CANCELLED: set(),
    },
    Assessment: {
        ASSESSMENT.ENROLLED: {ASSESSMENT.SIGNED, ASSESSMENT.NOT_COMPETENT, ASSESSMENT.CANCELLED},
        ASSESSMENT.SIGNED: {ASSESSMENT.GRANTED, ASSESSMENT.REFUSED},
        ASSESSMENT.NOT_COMPETENT: set(),
        ASSESSMENT.GRANTED: set(),
        ASSESSMENT.REFUSED: set(),
        ASSESSMENT.CANCELLED: set(),
    },
}
