"""Letters go out after what they tell of is kept, in the first language, and a server that refuses undoes nothing."""

from smtplib import SMTPServerDisconnected

import pytest
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kit import mail

SAID = {"template": "role_given", "to": "siti@contoh.id", "path": "/work/", "name": "Siti"}


class Undone(Exception):
    pass


@pytest.mark.django_db
def test_a_letter_is_in_the_first_language_whoever_acts(mailoutbox):
    with translation.override("en"):
        assert mail.send(**SAID, subject=_("Simpan"))
    (letter,) = mailoutbox
    assert letter.subject == "Simpan" and letter.to == ["siti@contoh.id"]


@pytest.mark.django_db
def test_its_link_leads_to_the_portal_and_it_says_who_writes(mailoutbox, settings):
    settings.PORTAL_URL = "https://portal.contoh.id/"
    mail.send(**SAID, subject="Baris\r\nBcc: lain@contoh.id")
    (letter,) = mailoutbox
    html = letter.alternatives[0].content
    for text in (letter.body, html):
        assert "https://portal.contoh.id/work/" in text and mail.sender_name() in text
    assert letter.subject == "Baris Bcc: lain@contoh.id"


@pytest.mark.parametrize("problem", [SMTPServerDisconnected("siti@contoh.id"), OSError("siti@contoh.id")])
def test_a_server_that_refuses_is_told_of_without_address(caplog, problem):
    def sending():
        raise problem

    assert mail.deliver(sending, "invitation") is False
    assert caplog.messages == [f"mail invitation was not sent: {type(problem).__name__}"]


def test_any_other_fault_is_not_hidden():
    with pytest.raises(ZeroDivisionError):
        mail.deliver(lambda: 1 / 0, "invitation")


@pytest.mark.django_db
def test_nobody_hears_of_what_was_undone(django_capture_on_commit_callbacks):
    heard = []
    tell = mail.after_commit(heard.append)
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(Undone), transaction.atomic():
            tell("undone")
            raise Undone
        tell("kept")
        assert heard == []
    assert heard == ["kept"]


def test_somebody_has_to_write(monkeypatch):
    monkeypatch.setattr(mail, "_senders", [])
    with pytest.raises(LookupError):
        mail.sender_name()
    mail.sign_with(lambda: "Perkumpulan")
    assert mail.sender_name() == "Perkumpulan"
