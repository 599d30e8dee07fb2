"""Why a certificate is not stamped."""

# What may go wrong where we lean on WeasyPrint's insides.
INSIDE = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, UnicodeError)


class Surprise(Exception):
    """This certificate does not fit its template and is printed the long way. The message says why, in a few words."""


class Unstampable(Surprise):
    """No certificate of this template can be stamped."""
