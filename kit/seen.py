"""Nobody acts on what he did not see: an act carries the mark of what its reader had before his eyes.

A mark is whatever differs when what is shown differs: a revision that counts up, a number of rows, a digest. The
operation compares it with what stands once the rows are locked. A form that edits a record has a mark for each field
and tells what others changed: `forms.stale.SeenForm`.
"""

from django.utils.functional import Promise

from .errors import RuleError


def refuse_stale(seen: int | str, now: int | str, message: str | Promise, *, code: str = "stale") -> None:
    """Refuses ("stale", or as `code` says) unless what was seen is what stands now."""
    if seen != now:
        raise RuleError(message, code=code)
