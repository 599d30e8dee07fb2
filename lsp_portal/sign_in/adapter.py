"""How accounts come to be: by invitation, never by signing up."""

import logging
from functools import partial
from typing import Any
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse

from kit import mail

logger = logging.getLogger(__name__)


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Refuses sign-up: an LSP knows its people before they have an account. Writes mail as the rest of the portal."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """A link at the portal's own address, whatever host the request claimed."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return mail.portal_address(path.replace("UID-KEY", quote(key)))

    def get_client_ip(self, request: HttpRequest) -> str:
        """The client's address. PermissionDenied when the proxies tell of fewer steps than TRUSTED_PROXIES: who came
        around them may call himself anything."""
        try:
            return super().get_client_ip(request)
        except ImproperlyConfigured as problem:
            logger.error("a request came through fewer proxies than TRUSTED_PROXIES=%s", settings.TRUSTED_PROXY_COUNT)
            raise PermissionDenied("Fewer proxies than TRUSTED_PROXIES.") from problem

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that refuses changes nothing on the page: the answer would tell which accounts there are.

        The log names neither address nor link.
        """
        mail.deliver(partial(super().send_mail, template_prefix, email, context), template_prefix)

    def render_mail(
        self, template_prefix: str, email: Any, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMessage:
        """With the LSP's name where the stock texts name a site."""
        name = mail.sender_name()
        context = context | {"current_site": {"name": name}, "portal_name": name}
        return super().render_mail(template_prefix, email, context, headers)
