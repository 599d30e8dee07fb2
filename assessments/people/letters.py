"""Where a person is written to."""

from .models import Person


def mail_address(person: Person) -> str:
    """His own address, else that of his account; "" for none."""
    return person.email or (person.account.email if person.account else "")
