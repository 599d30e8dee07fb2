"""Accounts: roles given and taken with a trace, and never the last admin."""

import pytest
from django.urls import reverse

from assessments.models import Event
from kit.errors import RuleError
from lsp_portal.accounts.operations.accounts import edit_account
from lsp_portal.models import User
from tests.pages import seen
from tests.told import told


def edit(world, account, by=None, **changes):
    names = ("is_lsp_admin", "is_decision_maker", "is_active")
    values = {name: getattr(account, name) for name in names}
    return edit_account(by=by or world.ratna, on=world.today, account=account, **values | changes)


def refused(*args, **changes):
    with pytest.raises(RuleError) as refusal:
        edit(*args, **changes)
    return refusal.value.code


def test_a_role_given_leaves_a_trace(world):
    edit(world, world.tamu, is_decision_maker=True, reason="SK 12/2026")
    event = Event.objects.about(world.tamu).get()
    assert (event.verb, event.actor, event.reason) == ("roles", world.ratna, "SK 12/2026")
    assert event.data == {"is_decision_maker": True}


def test_nothing_changed_leaves_no_trace(world):
    edit(world, world.tamu)
    assert not Event.objects.about(world.tamu).exists()


def test_a_role_that_nobody_knows_is_a_fault_of_the_program(world):
    with pytest.raises(TypeError, match="is_superuser"):
        edit(world, world.tamu, is_superuser=True)


@pytest.mark.parametrize("change", [{"is_lsp_admin": False}, {"is_active": False}])
def test_nobody_takes_his_own_admin_role(world, change):
    world.account("admin2", is_lsp_admin=True)
    assert refused(world, world.ratna, **change) == "own"


@pytest.mark.parametrize("change", [{"is_lsp_admin": False}, {"is_active": False}])
def test_the_last_acting_admin_stays(world, change):
    gone = world.account("admin2", is_lsp_admin=True, is_active=False)
    assert refused(world, world.ratna, by=gone, **change) == "last_admin"


def test_a_closed_account_is_signed_out_and_cannot_sign_in(client, world):
    client.force_login(world.tamu)
    edit(world, world.tamu, is_active=False)
    assert client.get(reverse("work")).status_code == 302
    client.post(reverse("account_login"), {"login": "tamu", "password": "rahasia-2026"})
    assert client.get(reverse("work")).status_code == 302
    edit(world, world.tamu, is_active=True)
    assert told(world.tamu) == ["deactivated", "activated"]


def test_changing_roles_on_the_page(client, world):
    client.force_login(world.ratna)
    address = reverse("account_edit", args=[world.tamu.pk])
    response = client.post(address, seen(client, address) | {"is_lsp_admin": "on", "is_active": "on", "reason": "SK"})
    assert response.url == world.tamu.get_absolute_url()
    assert User.objects.get(pk=world.tamu.pk).is_lsp_admin


def test_a_refusal_is_shown_and_nothing_changes(client, world):
    client.force_login(world.ratna)
    address = reverse("account_edit", args=[world.ratna.pk])
    answer = client.post(address, seen(client, address) | {"is_active": "on"})
    assert (answer.status_code, "hanya dapat dicabut admin lain" in answer.text) == (422, True)
    assert User.objects.get(pk=world.ratna.pk).is_lsp_admin


@pytest.mark.parametrize("name", ["account_list", "account_show", "account_edit"])
def test_accounts_are_the_admins_business(client, world, name):
    address = reverse(name, args=[] if name == "account_list" else [world.siti.pk])
    assert client.get(address).status_code == 302
    for who in (world.komang, world.bima, world.siti, world.tamu):
        client.force_login(who)
        assert client.get(address).status_code == 403
    client.force_login(world.ratna)
    assert client.get(address).status_code == 200
    assert client.put(address).status_code == 405


def test_an_unknown_account_is_a_404(client, world):
    client.force_login(world.ratna)
    assert client.get(reverse("account_show", args=[99999])).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_any_number_of_rows(client, world, rows, django_assert_num_queries):
    for number in range(rows):
        world.candidate(f"Asesi {number}", f"asesi{number}")
        world.assessor(f"Asesor {number}", f"MET.000.{number:06} 2024", f"asesor{number}")
    client.force_login(world.ratna)
    with django_assert_num_queries(6):
        client.get(reverse("account_list"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"role": "admin"}, 1),
        ({"role": "candidate"}, 1),
        ({"q": "komang"}, 1),
        ({"active": "no"}, 0),
        ({"role": "x"}, 4),
    ],
)
def test_the_list_is_narrowed(client, world, query, found):
    assert world.komang and world.siti and world.tamu
    client.force_login(world.ratna)
    assert client.get(reverse("account_list"), query).context["total"] == found


# --- the Django admin ---------------------------------------------------------------------------------
def test_the_inspection_site_is_for_superusers(client, world):
    for who in (world.ratna, world.komang, world.tamu):
        client.force_login(who)
        assert client.get("/admin/", follow=True).status_code == 403


def test_the_inspection_site_changes_nothing_and_shows_no_identity_number(client, world):
    number = "3173055205000001"
    candidate = world.candidate("Dewi", identity_number=number)
    client.force_login(world.account("root", is_superuser=True, is_staff=True))
    for model in ("person", "candidate", "assessment", "verdict", "decision", "event", "upload", "training"):
        assert client.get(f"/admin/assessments/{model}/").status_code == 200
        assert client.get(f"/admin/assessments/{model}/add/").status_code == 403
    for page in ("/admin/assessments/person/", f"/admin/assessments/person/{candidate.person_id}/change/"):
        assert number not in client.get(page).content.decode()
    address = f"/admin/assessments/person/{candidate.person_id}/change/"
    assert client.post(address, {"name": "Lain"}).status_code == 403
    assert client.get("/admin/lsp_portal/user/").status_code == 200
