"""How accounts come to be: by invitation, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Refuses sign-up: an LSP knows its people before they have an account."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
