"""The nouns of the promise, each a folder; a noun needs only those above it (architecture/test_nouns.py)."""

NOUNS = (
    "snapshots",
    "keys",
    "consents",
    "numbers",
    "blanks",
    "designs",
    "printing",
    "sealing",
    "credentials",
    "certificates",
    "register",
    "offline",
    "issuing",
    "acts",
    "runs",
    "checking",
    "holders",
    "auditing",
)
