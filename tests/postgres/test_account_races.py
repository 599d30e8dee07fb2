"""Two presses, two admins: what must happen once happens once."""

import re

import pytest
from django.core import mail

from assessments.models import Person
from kit.errors import RuleError
from lsp_portal.accounts.operations.accounts import edit_account
from lsp_portal.invitations.operations import InvitationGone, accept_invitation, invite
from lsp_portal.models import User
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_double_press_opens_one_account(at_once):
    world = World()
    dewi = world.candidate("Dewi Lestari", email="dewi@example.org")
    invite(by=world.ratna, on=world.today, person=dewi.person)
    token = re.search(r"/invitation/([^/]+)/", mail.outbox[0].body)[1]

    def accept(username):
        return lambda: accept_invitation(on=world.today, token=token, username=username, password="kopi-tubruk-9")

    answers = at_once(accept("dewi"), accept("dewi2"))
    assert {type(answer) for answer in answers} == {InvitationGone, User}
    assert Person.objects.get(pk=dewi.person_id).account in answers


def test_two_admins_do_not_take_the_role_from_each_other(at_once):
    world = World()
    admins = [world.ratna, world.account("admin2", is_lsp_admin=True)]

    def demote(by, account):
        return lambda: edit_account(
            by=by, on=world.today, account=account, is_lsp_admin=False, is_decision_maker=False, is_active=True
        )

    answers = at_once(demote(*admins), demote(*reversed(admins)))
    assert sum(isinstance(answer, RuleError) for answer in answers) == 1
    assert User.objects.acting_admins().count() == 1
