"""The nouns of the facts, each a folder; a noun needs only those above it (architecture/test_nouns.py)."""

NOUNS = (
    "events",
    "uploads",
    "people",
    "standards",
    "body",
    "schemes",
    "assessors",
    "bars",
    "venues",
    "importing",
    "sessions",
    "assessments",
    "ties",
    "duty",
    "verdicts",
    "decisions",
    "remarks",
    "confidentiality",
)
