"""The rules of the conscience that the database repeats: what the models declare, and what each noun writes out."""

from kit.guards import declared

from .cases import guards as cases
from .checklists import guards as checklists
from .code import guards as code
from .confidentiality import guards as confidentiality
from .gifts import guards as gifts
from .impartiality import guards as impartiality
from .pledges import guards as pledges
from .policies import guards as policies

NOUNS = (code, policies, pledges, impartiality, checklists, gifts, confidentiality, cases)
GUARDS = (*declared("ethics"), *(guard for noun in NOUNS for guard in noun.GUARDS))
