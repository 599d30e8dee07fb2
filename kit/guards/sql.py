"""Words of SQL that guards of every app use; both databases read them."""

from django.conf import settings

ACCOUNTS = settings.AUTH_USER_MODEL.replace(".", "_").lower()
LAST_DAY = "'9999-12-31'"


def text(column: str) -> str:
    """A column as text that can be compared, also when it is empty."""
    return f"COALESCE(CAST({column} AS TEXT), '')"


def differs(*columns: str) -> str:
    """True when an update gives one of these columns another value. Not in brackets: the asker joins it to more."""
    return " OR ".join(f"{text(f'NEW.{column}')} <> {text(f'OLD.{column}')}" for column in columns)
