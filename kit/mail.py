"""E-mail: plain and HTML, one action, no tracking, in the portal's first language.

What is done stays done when the mail server refuses, and the log names neither address nor link.
"""

import logging
from collections.abc import Callable
from functools import partial, wraps
from smtplib import SMTPException
from typing import Any, ParamSpec

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise

logger = logging.getLogger(__name__)
Told = ParamSpec("Told")
_senders: list[Callable[[], str]] = []


def sign_with(sender: Callable[[], str]) -> None:
    """Register what the sender is called; said again, the later word counts."""
    _senders[:] = [sender]


def sender_name() -> str:
    """Who writes. LookupError when no app has said so."""
    if not _senders:
        raise LookupError("no app has said who writes: kit.mail.sign_with")
    return _senders[0]()


def portal_address(path: str) -> str:
    """A link that works outside the browser: never built from what a request claims about itself."""
    return settings.PORTAL_URL.rstrip("/") + path


def first_language() -> translation.override:
    """The language of every letter: its reader's, not that of whoever acts."""
    return translation.override(settings.LANGUAGE_CODE)


def after_commit(tell: Callable[Told, object]) -> Callable[Told, None]:
    """A notice is composed and sent once what it tells of is kept; an act that is undone tells nobody."""

    @wraps(tell)
    def later(*args: Told.args, **kwargs: Told.kwargs) -> None:
        transaction.on_commit(partial(tell, *args, **kwargs))

    return later


def send(*, template: str, subject: str | Promise, to: str, path: str, about: str = "", **words: Any) -> bool:
    """Send `emails/<template>` with a link to `path`; whether the mail server took it. `about` is for the log."""
    with first_language():
        context = {"subject": subject, "portal_name": sender_name(), "link": portal_address(path), **words}
        message = EmailMultiAlternatives(
            subject=" ".join(str(subject).split()), body=render_to_string(f"emails/{template}.txt", context), to=[to]
        )
        message.attach_alternative(render_to_string(f"emails/{template}.html", context), "text/html")
    return deliver(message.send, f"{template} about {about}" if about else template)


def deliver(sending: Callable[[], object], what: str) -> bool:
    """Send; whether the mail server took it."""
    try:
        sending()
    except (SMTPException, OSError) as problem:
        logger.error("mail %s was not sent: %s", what, type(problem).__name__)
        return False
    return True
