"""Invitations: the link opens one account, once, in time, and nobody can read it back."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from assessments.models import Person
from kit.errors import RuleError
from lsp_portal.invitations.operations import (
    InvitationGone,
    accept_invitation,
    find_invitation,
    invite,
    invite_staff,
    resend_invitation,
    revoke_invitation,
)
from lsp_portal.models import Invitation, User
from tests.clock import go_by
from tests.told import told

CHOSEN = {"username": "dewi", "password": "kopi-tubruk-9", "repeated": "kopi-tubruk-9"}


@pytest.fixture
def dewi(world):
    return world.candidate("Dewi Lestari", email="dewi@example.org")


def invited(world, candidate, **fields):
    return invite(by=world.ratna, on=world.today, person=candidate.person, **fields)


def link():
    """The path in the last mail."""
    return re.search(r"http://\S+?(/invitation/\S+)", mail.outbox[-1].body)[1]


def token():
    return link().split("/")[2]


def accept(world, **changes):
    fields = {"token": token(), "username": "dewi", "password": CHOSEN["password"]} | changes
    return accept_invitation(on=world.today, **fields)


# --- operations -------------------------------------------------------------------------------------
def test_the_mail_carries_one_link_and_the_table_only_its_digest(world, dewi, settings):
    settings.PORTAL_URL = "http://sertifikasi.example"
    invitation = invited(world, dewi)
    message = mail.outbox[0]
    html = message.alternatives[0][0]
    assert message.to == ["dewi@example.org"] and "http://sertifikasi.example/invitation/" in message.body
    assert html.count("<a ") == 1 and "<img" not in html and "Halo Dewi Lestari" in message.body
    row = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert token() not in str(row) and row["sent_at"]


@pytest.mark.parametrize(
    ("prepare", "code"),
    [
        (lambda w, d: Person.objects.filter(pk=d.person_id).update(email=""), "email"),
        (lambda w, d: User.objects.create_user("dewi2", "DEWI@example.org"), "email_taken"),
        (lambda w, d: Person.objects.filter(pk=d.person_id).update(account=w.tamu), "linked"),
        (lambda w, d: invited(w, d), "invited"),
    ],
)  # fmt: skip
def test_who_cannot_be_invited(world, dewi, prepare, code):
    prepare(world, dewi)
    before = Invitation.objects.count()
    with pytest.raises(RuleError) as refusal:
        invited(world, dewi)
    assert refusal.value.code == code and Invitation.objects.count() == before


def test_accepting_opens_the_account_and_links_the_person(world, dewi):
    invited(world, dewi)
    account = accept(world)
    dewi.person.refresh_from_db()
    assert (dewi.person.account, account.email, str(account)) == (account, "dewi@example.org", "Dewi Lestari")
    assert account.check_password(CHOSEN["password"]) and not account.is_lsp_admin


def test_each_link_opens_its_own_account(world, dewi):
    invited(world, dewi)
    first = token()
    rani = world.candidate("Rani Kusuma", email="rani@example.org")
    Invitation.objects.update(sent_at=None)  # as if the first letter had been refused
    invited(world, rani)
    assert [bool(row.sent_at) for row in Invitation.objects.order_by("pk")] == [False, True]
    for unknown in ("", "x" * 43):
        with pytest.raises(InvitationGone):
            find_invitation(unknown)
        with pytest.raises(InvitationGone):
            accept(world, token=unknown)
    assert accept(world, username="rani").person == rani.person
    assert accept(world, token=first).person == dewi.person


def test_a_link_works_once(world, dewi):
    invited(world, dewi)
    accept(world)
    with pytest.raises(InvitationGone):
        accept(world, username="dewi2")
    assert User.objects.filter(email="dewi@example.org").count() == 1


def test_a_link_dies_of_age_of_a_new_link_and_of_being_revoked(world, dewi):
    invitation = invited(world, dewi)
    old = token()
    resend_invitation(by=world.ratna, on=world.today, invitation=invitation)
    with pytest.raises(InvitationGone):
        accept(world, token=old)
    Invitation.objects.update(expires_at=timezone.now())
    with pytest.raises(InvitationGone):
        accept(world)
    resend_invitation(by=world.ratna, on=world.today, invitation=invitation)
    revoke_invitation(by=world.ratna, on=world.today, invitation=invitation)
    with pytest.raises(InvitationGone):
        accept(world)
    with pytest.raises(RuleError):
        resend_invitation(by=world.ratna, on=world.today, invitation=invitation)
    assert told(dewi.person) == ["invited", "invited", "invited", "invitation_revoked"]


def test_a_link_sent_again_has_its_full_time_again(world, dewi, settings):
    invitation, days = invited(world, dewi), settings.INVITATION_DAYS
    assert invitation.expires_at == timezone.now() + timedelta(days=days)
    go_by(days=days + 1)
    resend_invitation(by=world.ratna, on=world.today, invitation=invitation)
    assert Invitation.objects.get().sent_at == timezone.now()
    go_by(days=days - 1)
    assert accept(world).person == dewi.person


def test_an_address_is_invited_once_whoever_it_belongs_to(world, dewi):
    invited(world, dewi)
    with pytest.raises(RuleError) as refusal:
        invited(world, world.candidate("Dewi Anggraini", email="DEWI@example.org"))
    assert refusal.value.code == "invited" and Invitation.objects.count() == 1


def test_an_expired_invitation_makes_room_for_a_new_one(world, dewi):
    invited(world, dewi)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    invited(world, dewi)
    assert sorted(i.state for i in Invitation.objects.all()) == ["invited", "revoked"]


def test_staff_are_recorded_as_people_with_their_roles(world):
    invitation = invite_staff(
        by=world.ratna, on=world.today, name="Komite Baru", email="baru@example.org", reason="SK 12/2026",
        is_decision_maker=True,
    )  # fmt: skip
    account = accept(world)
    assert account.is_decision_maker and not account.is_lsp_admin and account.person == invitation.person
    assert (told(invitation.person), told(account)) == (["created", "invited", "linked"], ["created", "roles"])
    with pytest.raises(RuleError):
        invite_staff(by=world.ratna, on=world.today, name="Tanpa Peran", email="lain@example.org", reason="SK")


def test_a_mail_server_that_refuses_is_told_and_can_be_tried_again(world, dewi, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    invitation = invited(world, dewi)
    assert invitation.sent_at is None and invitation.is_open


# --- pages --------------------------------------------------------------------------------------------
def test_inviting_from_the_candidates_page(client, world, dewi):
    client.force_login(world.ratna)
    response = client.post(reverse("invitation_create", args=[dewi.person_id]), {"email": "dewi@example.org"})
    assert response.url == dewi.get_absolute_url() and len(mail.outbox) == 1
    again = client.post(reverse("invitation_create", args=[dewi.person_id]), {"email": "dewi@example.org"})
    assert again.status_code == 422 and len(mail.outbox) == 1


def test_the_invited_chooses_a_name_and_is_signed_in(client, world, dewi):
    invited(world, dewi)
    assert "Dewi Lestari" in client.get(link()).content.decode()
    response = client.post(link(), CHOSEN)
    assert response.url == reverse("work")
    assert client.get(reverse("home")).wsgi_request.user.username == "dewi"
    assert client.get(link()).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"username": "TAMU"}, "username"),
        ({"username": "dewi@example.org"}, "username"),
        ({"username": "de wi"}, "username"),
        ({"username": "d" * 151}, "username"),
        ({"password": "12345678", "repeated": "12345678"}, "password"),
        ({"password": "pendek1", "repeated": "pendek1"}, "password"),
        ({"password": "dewi@example", "repeated": "dewi@example"}, "password"),
        ({"repeated": "lain-lagi-99"}, "repeated"),
    ],
)
def test_a_bad_choice_is_told_at_its_field(client, world, dewi, wrong, field):
    assert world.tamu
    invited(world, dewi)
    response = client.post(link(), CHOSEN | wrong)
    assert response.status_code == 422 and field in response.context["form"].errors
    assert not User.objects.filter(email="dewi@example.org").exists()


@pytest.mark.parametrize("odd", ["x", "..", "%00", "a" * 3000, "日本", "'; DROP TABLE"])
def test_an_unknown_link_says_no_more_than_a_used_one(client, world, odd):
    assert client.get(f"/invitation/{odd}/accept/").status_code == 404


def test_the_token_reaches_no_log(client, world, dewi, caplog):
    invited(world, dewi)
    client.post(link(), CHOSEN | {"repeated": "lain"})
    revoke_invitation(by=world.ratna, on=world.today, invitation=Invitation.objects.get())
    client.get(link())
    assert token() not in caplog.text


ADMIN_PAGES = ["invitation_list", "account_invite", "invitation_create", "invitation_resend", "invitation_revoke"]


def address_of(name, world, dewi):
    keys = {"invitation_create": lambda: dewi.person_id}
    if name in ("invitation_resend", "invitation_revoke"):
        return reverse(name, args=[invited(world, dewi).pk])
    return reverse(name, args=[keys[name]()] if name in keys else [])


@pytest.mark.parametrize("name", ADMIN_PAGES)
def test_inviting_is_the_admins_work(client, world, dewi, name):
    address = address_of(name, world, dewi)
    assert client.get(address).status_code == 302
    for who in (world.komang, world.bima, world.siti, world.tamu):
        client.force_login(who)
        assert client.get(address).status_code == 403
    client.force_login(world.ratna)
    assert client.get(address).status_code == 200
    assert client.put(address).status_code == 405


def test_resend_and_revoke_by_the_buttons(client, world, dewi):
    invitation = invited(world, dewi)
    client.force_login(world.ratna)
    client.post(reverse("invitation_resend", args=[invitation.pk]))
    assert len(mail.outbox) == 2
    client.post(reverse("invitation_revoke", args=[invitation.pk]))
    invitation.refresh_from_db()
    assert invitation.state == "revoked"
    assert client.post(reverse("invitation_revoke", args=[invitation.pk])).status_code == 422


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_any_number_of_rows(client, world, rows, django_assert_num_queries):
    for number in range(rows):
        invited(world, world.candidate(f"Asesi {number}", email=f"a{number}@example.org"))
    client.force_login(world.ratna)
    with django_assert_num_queries(6):
        client.get(reverse("invitation_list"))


@pytest.mark.parametrize(("query", "found"), [({"q": "dewi"}, 1), ({"state": "used"}, 0), ({"state": "invited"}, 1)])
def test_the_list_is_narrowed(client, world, dewi, query, found):
    invited(world, dewi)
    client.force_login(world.ratna)
    assert client.get(reverse("invitation_list"), query).context["total"] == found


def test_the_first_admin_is_invited_from_the_console(world):
    call_command("invite_admin", "Ratna Dewanti", "ratna@example.net", verbosity=0)
    assert accept(world, username="ratna.d").is_lsp_admin
    with pytest.raises(CommandError):
        call_command("invite_admin", "Ratna Dewanti", "bukan surel", verbosity=0)


def test_an_address_that_an_account_took_meanwhile_opens_none(world, dewi):
    invitation = invited(world, dewi)
    User.objects.filter(pk=world.tamu.pk).update(email=invitation.email.upper())
    with pytest.raises(RuleError) as refusal:
        accept(world)
    assert refusal.value.code == "email_taken"
