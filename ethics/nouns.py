"""The nouns of the conscience, each a folder; a noun needs only those above it (architecture/test_nouns.py)."""

NOUNS = (
    "code",
    "policies",
    "pledges",
    "impartiality",
    "badges",
    "checklists",
    "gifts",
    "feedback",
    "questions",
    "peers",
    "development",
    "confidentiality",
    "evaluations",
    "profile",
    "cases",
    "clauses",
)
