"""The rules of the promise that the database repeats: what the models declare, and what each noun writes out."""

from kit.guards import declared

from .blanks import guards as blanks
from .certificates import guards as certificates
from .consents import guards as consents
from .designs import guards as designs
from .numbers import guards as numbers
from .register import guards as register

NOUNS = (numbers, blanks, designs, certificates, register, consents)
GUARDS = (*declared("certificates"), *(guard for noun in NOUNS for guard in noun.GUARDS))
