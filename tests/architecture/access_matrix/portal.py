"""For anybody, signing in and out, and accounts."""

import re

from django.contrib.auth.tokens import default_token_generator
from django.core import mail

from lsp_portal.invitations.operations import invite

from .assessments import person
from .row import ACCOUNTS, ADMIN, EVERYBODY, WRONG_METHOD, rows


def account(world):
    return [world.tamu.pk]


def invitation(world):
    candidate = world.candidate("Dewi Lestari", email="dewi@example.org")
    return [invite(by=world.ratna, on=world.today, person=candidate.person).pk]


def invitation_link(world):
    invitation(world)
    return [re.search(r"/invitation/(\S+?)/", mail.outbox[-1].body)[1]]


def reset_link(world):
    return [f"{world.tamu.pk:x}", default_token_generator.make_token(world.tamu)]


ROWS = [
    # --- for anybody
    *rows("home how_it_works legal_basis", EVERYBODY),
    *rows("set_language", EVERYBODY, get=WRONG_METHOD, post=302),
    # --- signing in and out
    *rows("account_login", "anonymous", post=200, away=ACCOUNTS),
    *rows("account_logout", ACCOUNTS, post=302),
    *rows("account_reauthenticate account_change_password", ACCOUNTS, post=200),
    *rows("account_set_password", ACCOUNTS, get=302, post=302),  # on to changing the one they have
    *rows("account_inactive account_reset_password_done account_reset_password_from_key_done", EVERYBODY),
    *rows("account_reset_password", EVERYBODY, post=200),
    *rows("account_reset_password_from_key", EVERYBODY, reset_link, post=200),
    # --- for every account
    *rows("work search", ACCOUNTS),
    # --- people
    *rows("account_list invitation_list", ADMIN),
    *rows("account_invite", ADMIN, post=422),
    *rows("account_show", ADMIN, account),
    *rows("account_edit", ADMIN, account, post=422),
    *rows("invitation_create", ADMIN, person, post=422),
    *rows("invitation_resend invitation_revoke", ADMIN, invitation, post=302),
    *rows("invitation_accept", EVERYBODY, invitation_link, post=422),
]
