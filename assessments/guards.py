"""The rules of the facts that the database repeats: what the models declare, and what each noun writes out."""

from kit.guards import declared

from .assessments import guards as assessments
from .assessors import guards as assessors
from .bars import guards as bars
from .confidentiality import guards as confidentiality
from .decisions import guards as decisions
from .duty import guards as duty
from .people import guards as people
from .remarks import guards as remarks
from .schemes import guards as schemes
from .sessions import guards as sessions
from .ties import guards as ties
from .verdicts import guards as verdicts

NOUNS = (
    people,
    schemes,
    assessors,
    bars,
    sessions,
    assessments,
    duty,
    ties,
    verdicts,
    decisions,
    remarks,
    confidentiality,
)
GUARDS = (*declared("assessments"), *(guard for noun in NOUNS for guard in noun.GUARDS))
