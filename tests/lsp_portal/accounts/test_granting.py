"""A role given: never to oneself, never without a reason, and told to everybody who has a say in it."""

import logging
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.models import Event, Person
from kit.errors import RuleError
from lsp_portal.accounts.models import CAPABILITIES
from lsp_portal.accounts.operations.accounts import edit_account
from lsp_portal.invitations.operations import accept_invitation, invite, invite_staff, resend_invitation
from lsp_portal.models import Invitation, User
from tests.pages import seen

HELD = (*CAPABILITIES, "is_active")
SK = "SK 12/2026"


@pytest.fixture
def letters(django_capture_on_commit_callbacks, mailoutbox):
    """The letters that an act sends once it is stored."""

    def sent(act):
        before = len(mailoutbox)
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return mailoutbox[before:]

    return sent


def edit(world, account, by=None, **changes):
    values = {name: getattr(account, name) for name in HELD}
    return edit_account(by=by or world.ratna, on=world.today, account=account, **values | changes)


def roles_of(account):
    return {name for name in HELD if getattr(User.objects.get(pk=account.pk), name)}


def refused(act):
    with pytest.raises(RuleError) as refusal:
        act()
    return refusal.value.code


# --- by oneself ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", ["is_decision_maker", "is_ethics_officer"])
def test_nobody_gives_himself_a_role(world, letters, role):
    before = roles_of(world.ratna)
    assert letters(lambda: refused(lambda: edit(world, world.ratna, **{role: True}, reason=SK)) == "own_role") == []
    assert refused(lambda: edit(world, world.ratna, **{role: True}, reason=SK)) == "own_role"
    assert roles_of(world.ratna) == before and not Event.objects.about(world.ratna).exists()


def test_a_role_for_oneself_is_refused_beside_others_taken(world):
    world.account("admin2", is_lsp_admin=True)
    officer = world.account("rangkap", is_lsp_admin=True, is_ethics_officer=True)
    swap = {"is_ethics_officer": False, "is_decision_maker": True}
    assert refused(lambda: edit(world, officer, by=officer, **swap, reason=SK)) == "own_role"
    edit(world, officer, by=officer, is_ethics_officer=False)  # one that is given up needs nobody else
    assert roles_of(officer) == {"is_lsp_admin", "is_active"}


def test_the_own_page_offers_no_role_and_takes_none(client, world):
    client.force_login(world.ratna)
    address = reverse("account_edit", args=[world.ratna.pk])
    page = client.get(address).text
    assert "hanya dapat diberikan admin lain" in page
    boxes = {name: re.search(rf'<input[^>]*name="{name}"[^>]*>', page)[0] for name in HELD}
    assert {name for name, box in boxes.items() if "disabled" in box} == {"is_decision_maker", "is_ethics_officer"}
    kept = seen(client, address) | {"is_lsp_admin": "on", "is_active": "on", "reason": SK}
    forged = client.post(address, kept | {"is_decision_maker": "on", "is_ethics_officer": "on"})
    assert (forged.status_code, "hanya dapat diberikan admin lain" in forged.text) == (422, True)
    assert roles_of(world.ratna) == {"is_lsp_admin", "is_active"}
    assert client.post(address, kept).status_code == 302  # the page as the browser sends it


def test_another_accounts_page_offers_every_role(client, world):
    client.force_login(world.ratna)
    page = client.get(reverse("account_edit", args=[world.tamu.pk])).text
    assert "disabled" not in page and "hanya dapat diberikan admin lain" not in page


# --- the reason ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", CAPABILITIES)
@pytest.mark.parametrize("reason", ["", "   ", "\u200b", " \u2060\u00ad ", "\u2800", "..."])
def test_a_role_without_a_reason_is_refused(world, role, reason):
    assert refused(lambda: edit(world, world.tamu, **{role: True}, reason=reason)) == "reason_required"
    assert roles_of(world.tamu) == {"is_active"} and not Event.objects.about(world.tamu).exists()


def test_a_reason_is_as_long_as_is_said(world):
    assert refused(lambda: edit(world, world.tamu, is_decision_maker=True, reason="x" * 301)) == "reason_long"
    edit(world, world.tamu, is_decision_maker=True, reason="x" * 300)
    assert Event.objects.about(world.tamu).get().reason == "x" * 300


def test_reopening_an_account_gives_its_roles_again(world, letters):
    closed = world.account("lama", is_active=False, is_decision_maker=True)
    assert refused(lambda: edit(world, closed, is_active=True)) == "reason_required"
    told = letters(lambda: edit(world, closed, is_active=True, reason=SK))
    assert {letter.to[0] for letter in told} == {world.ratna.email, closed.email}
    assert "Pengambil keputusan" in told[0].body
    plain = world.account("polos", is_active=False)
    assert letters(lambda: edit(world, plain, is_active=True)) == []


def test_taking_a_role_needs_no_reason_and_stands_in_the_history(world, letters):
    assert letters(lambda: edit(world, world.komang, is_decision_maker=False)) == []
    assert Event.objects.about(world.komang).get().data == {"is_decision_maker": False}


def test_the_reason_is_asked_at_its_field(client, world):
    client.force_login(world.ratna)
    address = reverse("account_edit", args=[world.tamu.pk])
    ticked = seen(client, address) | {"is_active": "on", "is_decision_maker": "on"}
    for reason in ("", "x" * 301):
        answer = client.post(address, ticked | {"reason": reason})
        assert answer.status_code == 422 and list(answer.context["form"].errors) == ["reason"]
    assert roles_of(world.tamu) == {"is_active"}
    assert client.post(address, ticked | {"reason": SK}).url == world.tamu.get_absolute_url()
    assert SK in client.get(world.tamu.get_absolute_url()).text


def test_a_double_click_gives_once_and_tells_once(client, world, letters):
    client.force_login(world.ratna)
    address = reverse("account_edit", args=[world.tamu.pk])
    sent = seen(client, address) | {"is_active": "on", "is_decision_maker": "on", "reason": SK}
    assert len(letters(lambda: client.post(address, sent))) == 2
    assert letters(lambda: client.post(address, sent)) == []
    assert Event.objects.about(world.tamu).count() == 1


def test_a_page_that_is_older_than_the_account_gives_nothing(client, world):
    client.force_login(world.ratna)
    address = reverse("account_edit", args=[world.komang.pk])
    old = seen(client, address) | {"is_active": "on", "is_decision_maker": "on", "is_ethics_officer": "on"}
    edit(world, world.komang, is_decision_maker=False)
    assert client.post(address, old | {"reason": SK}).status_code == 422
    assert roles_of(world.komang) == {"is_active"}


# --- the letter ---------------------------------------------------------------------------------------
def test_who_is_told(world, letters):
    admin2 = world.account("admin2", is_lsp_admin=True)
    deciders = [world.komang, world.account("komite2", is_decision_maker=True)]
    for name, flags in {"tutup": {"is_active": False}, "etik": {}}.items():
        world.account(name, is_decision_maker=name == "tutup", is_ethics_officer=name == "etik", **flags)
    User.objects.create_user("tanpa", "", "rahasia-2026", is_decision_maker=True)
    told = letters(lambda: edit(world, world.tamu, is_decision_maker=True, reason=SK))
    everybody = [world.ratna, admin2, *deciders, world.tamu]
    assert sorted(letter.recipients() for letter in told) == sorted([account.email] for account in everybody)
    for letter in told:
        others = {account.email for account in everybody} - set(letter.to)
        assert not any(other in letter.message().as_string() for other in others)


def test_what_the_letter_says(world, letters, settings):
    settings.PORTAL_URL = "http://sertifikasi.example"
    letters_by = {
        letter.to[0]: letter
        for letter in letters(lambda: edit(world, world.tamu, is_ethics_officer=True, reason="SK <b>7</b>"))
    }
    for to, path in ((world.ratna.email, world.tamu.get_absolute_url()), (world.tamu.email, reverse("report_create"))):
        letter = letters_by[to]
        html = letter.alternatives[0][0]
        assert "ratna memberi tamu peran Petugas etik pada " in letter.body and "SK <b>7</b>" in letter.body
        assert "SK &lt;b&gt;7&lt;/b&gt;" in html and "<b>7" not in html
        links = set(re.findall(r"http://\S+", letter.body)) | set(re.findall(r'href="([^"]+)"', html))
        assert links == {f"http://sertifikasi.example{path}"}


def test_the_letter_is_indonesian_whatever_the_admin_reads(client, world, letters):
    client.force_login(world.ratna)
    client.cookies["django_language"] = "en"
    address = reverse("account_edit", args=[world.tamu.pk])
    sent = seen(client, address) | {"is_active": "on", "is_decision_maker": "on", "reason": SK}
    assert "peran Pengambil keputusan pada" in letters(lambda: client.post(address, sent))[0].body


def test_a_mail_server_that_is_away_changes_nothing_and_is_logged_without_addresses(
    world, settings, caplog, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    with caplog.at_level(logging.INFO), django_capture_on_commit_callbacks(execute=True):
        edit(world, world.tamu, is_decision_maker=True, reason=SK)
    assert roles_of(world.tamu) == {"is_active", "is_decision_maker"}
    assert "mail role_given was not sent" in caplog.text and "@" not in caplog.text and "tamu" not in caplog.text


def test_nothing_is_told_of_what_did_not_happen(world, letters):
    def undone():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            edit(world, world.tamu, is_decision_maker=True, reason=SK)
            raise ZeroDivisionError

    assert letters(undone) == []


# --- by invitation ------------------------------------------------------------------------------------
def offered(world, **changes):
    fields = {"name": "Komite Baru", "email": "baru@example.org", "reason": SK, "is_decision_maker": True} | changes
    return invite_staff(by=world.ratna, on=world.today, **fields)


def accept(world, username="baru"):
    token = re.search(r"/invitation/([^/]+)/", mail.outbox[-1].body)[1]
    return accept_invitation(on=world.today, token=token, username=username, password="kopi-tubruk-9")


def test_an_invitation_with_a_role_needs_a_reason(world):
    dewi = world.candidate("Dewi Lestari", email="dewi@example.org").person
    assert refused(lambda: offered(world, reason=" ")) == "reason_required"
    ask = {"by": world.ratna, "on": world.today, "person": dewi}
    assert refused(lambda: invite(**ask, is_ethics_officer=True)) == "reason_required"
    assert not Invitation.objects.exists() and not Person.objects.filter(name="Komite Baru").exists()
    assert invite(**ask).reason == ""  # a candidate's needs none


def test_the_database_knows_no_invitation_with_a_role_and_without_a_reason(world):
    offered(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.update(reason="")


def test_the_role_takes_effect_and_is_told_when_it_is_accepted(world, letters):
    assert world.komang
    assert [letter.to for letter in letters(lambda: offered(world))] == [["baru@example.org"]]
    told = letters(lambda: accept(world))
    assert sorted(letter.to[0] for letter in told) == sorted(
        [world.ratna.email, world.komang.email, "baru@example.org"]
    )
    assert "ratna memberi Komite Baru peran Pengambil keputusan" in told[0].body and SK in told[0].body
    event = Event.objects.about(User.objects.get(username="baru")).get(verb="roles")
    assert (event.actor, event.reason, event.data) == (world.ratna, SK, {"is_decision_maker": True})


def test_an_account_without_a_role_is_nobodys_news(world, letters):
    dewi = world.candidate("Dewi Lestari", email="dewi@example.org").person
    invite(by=world.ratna, on=world.today, person=dewi)
    assert letters(lambda: accept(world, "dewi")) == []


@pytest.mark.parametrize("email", ["ratna@example.org", "RATNA@example.org", "ratna+lain@example.org"])
def test_nobody_invites_himself_to_a_role(world, email):
    assert refused(lambda: offered(world, email=email)) == "own_role"
    assert not Invitation.objects.exists()


def test_nobody_invites_his_own_record_to_a_role(world):
    own = Person.objects.create(name="Ratna", account=world.ratna, email="ratna@rumah.example")
    ask = {"by": world.ratna, "on": world.today, "email": "lain@example.org", "reason": SK, "is_decision_maker": True}
    assert refused(lambda: invite(person=own, **ask)) == "own_role"
    twin = Person.objects.create(name="Ratna lagi", email="ratna@rumah.example")
    assert refused(lambda: invite(person=twin, **ask)) == "own_role"


def test_inviting_twice_writes_one_invitation(client, world):
    client.force_login(world.ratna)
    form = {"name": "Komite Baru", "email": "baru@example.org", "is_decision_maker": "on", "reason": SK}
    answers = [client.post(reverse("account_invite"), form).status_code for _press in range(2)]
    assert answers == [302, 422]
    assert Invitation.objects.count() == 1 == Person.objects.filter(name="Komite Baru").count()


def test_the_form_of_an_invitation_asks_for_the_reason(client, world):
    client.force_login(world.ratna)
    form = {"name": "Komite Baru", "email": "baru@example.org", "is_decision_maker": "on"}
    answer = client.post(reverse("account_invite"), form)
    assert answer.status_code == 422 and list(answer.context["form"].errors) == ["reason"]


def test_sending_again_shows_role_and_reason_and_keeps_them(client, world):
    invitation = offered(world)
    client.force_login(world.ratna)
    page = client.get(reverse("invitation_resend", args=[invitation.pk])).text
    assert SK in page and "Pengambil keputusan" in page
    assert resend_invitation(by=world.ratna, on=world.today, invitation=invitation).reason == SK


def test_the_first_admin_has_a_reason_too(world):
    call_command("invite_admin", "Ratna Dewanti", "ratna@example.net", verbosity=0)
    call_command("invite_admin", "Laras", "laras@example.net", reason="Serah terima", verbosity=0)
    assert [row.reason for row in Invitation.objects.order_by("pk")] == ["Diundang dari konsol server.", "Serah terima"]
