"""How accounts come to be: by invitation, never by signing up."""

from typing import Any
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse

from . import mail


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Refuses sign-up: an LSP knows its people before they have an account. Writes mail as the rest of the portal."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """A link at the portal's own address, whatever host the request claimed."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return mail.portal_address(path.replace("UID-KEY", quote(key)))

    def render_mail(
        self, template_prefix: str, email: Any, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMessage:
        """With the LSP's name where the stock texts name a site."""
        name = mail.portal_name()
        context = context | {"current_site": {"name": name}, "portal_name": name}
        return super().render_mail(template_prefix, email, context, headers)
