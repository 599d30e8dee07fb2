"""One registry of roles: who holds one, by what it is given, and what its holder finds."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import models

from assessments.models import FileReading
from kit import roles
from kit.roles import Role
from lsp_portal.accounts.lists import having
from lsp_portal.accounts.models import CAPABILITIES
from lsp_portal.models import User

ALL = roles.registered()
by_name = pytest.mark.parametrize("role", ALL, ids=lambda role: role.name)


HOLDERS = {
    "admin": "ratna", "decision_maker": "komang", "ethics_officer": "wulan", "assessor": "bima", "candidate": "siti",
}  # fmt: skip


def never(_user):
    return False


def test_the_roles_stand_in_the_order_of_the_work():
    names = [role.name for role in ALL]
    assert names == ["admin", "decision_maker", "ethics_officer", "assessor", "candidate"]
    assert [role.name for role in ALL if role.is_office] == ["decision_maker", "ethics_officer"]


def test_every_flag_of_an_account_is_a_role_and_every_such_role_a_flag():
    columns = [field.name for field in User._meta.get_fields() if isinstance(field, models.BooleanField)]
    assert roles.flags() == CAPABILITIES
    assert set(columns) - {"is_superuser", "is_staff", "is_active"} == set(CAPABILITIES)


@by_name
def test_every_role_is_furnished(role, world):
    assert role.menu[0].url_name == "work"
    assert role.home(getattr(world, HOLDERS[role.name]), world.today).calm


@by_name
def test_a_role_is_said_in_the_words_of_its_column_and_of_the_log(role):
    if role.flag:
        assert str(User._meta.get_field(role.flag).verbose_name).lower() == str(role.label).lower()
    if role.reads_as:
        assert str(FileReading.Role(role.reads_as).label) == str(role.label)


@pytest.mark.parametrize(("who", "names"), [("tamu", []), *((who, [name]) for name, who in HOLDERS.items())])
def test_an_account_holds_its_roles_and_is_found_by_them(world, who, names):
    account = getattr(world, who)
    assert [role.name for role in roles.held_by(account)] == names
    assert [role.name for role in ALL if User.objects.filter(having(role), pk=account.pk).exists()] == names


def test_nobody_signed_in_holds_none():
    assert roles.held_by(AnonymousUser()) == []


@pytest.mark.parametrize(
    "role",
    [Role("admin", 99, "A", "x", never, flag="is_other"), Role("other", 10, "A", "x", never, flag="is_other"),
     Role("other", 99, "A", "x", never, flag="is_lsp_admin")],
    ids=["name", "place", "flag"],
)  # fmt: skip
def test_a_role_is_registered_once(role):
    with pytest.raises(AssertionError, match="registered already"):
        roles.register(role)
    assert roles.registered() == ALL


@pytest.mark.parametrize("given", [{}, {"flag": "is_other", "record": "other"}])
def test_a_role_is_given_in_one_way(given):
    with pytest.raises(AssertionError, match="flag or"):
        Role("other", 99, "A", "x", never, **given)


def test_what_a_role_finds_is_asked_of_whoever_furnished_it(monkeypatch):
    monkeypatch.setattr(roles, "_furnished", {})
    roles.furnish("admin", menu=lambda: ("first",), home=lambda user, today: (user, today))
    assert roles.named("admin").menu == ("first",)
    assert roles.named("admin").home("somebody", date(2026, 1, 1)) == ("somebody", date(2026, 1, 1))
