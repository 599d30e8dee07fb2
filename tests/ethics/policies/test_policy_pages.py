"""The pages of policies: who reads what, the draft of an admin, the assessor's word, reminders and queues."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from assessments.models import Assessor
from ethics.models import Acknowledgement, PolicyEdition, Reminder
from ethics.policies.operations import edit_policy
from lsp_portal.work.queues import sections
from tests.files import taken
from tests.pages import seen

from .policies import NAMED, draft_of, drafted, followed, note, published

pytestmark = pytest.mark.django_db


def waiting(world, who):
    return [task.url for s in sections(who, world.today) for q in s.waiting for task in q.tasks]


def statuses(world, client, address):
    found = {}
    for name, account in world.everybody():
        client.logout()
        if account:
            client.force_login(account)
        found[name] = client.get(address).status_code
    return {name for name, status in found.items() if status == 200}


def sent(world, **changes):
    days = {"in_force_from": world.today.isoformat(), "acknowledge_by": (world.today + timedelta(9)).isoformat()}
    return NAMED | days | {"text": "Isi kebijakan."} | changes


# --- who reads what --------------------------------------------------------------------------------------
def test_who_reads_a_draft_an_edition_and_a_public_one(world, client):
    draft, edition = drafted(world, named={"number": "1"}), published(world, file=taken())
    open_to_all = published(world, named={"number": "2", "title": "Terbuka"}, is_public=True)
    assert statuses(world, client, draft.get_absolute_url()) == {"ratna", "wulan"}
    readers = {"ratna", "wulan", "bima", "sekar"}
    assert statuses(world, client, edition.get_absolute_url()) == readers
    assert statuses(world, client, reverse("policy_file", args=[edition.pk])) == readers
    assert statuses(world, client, open_to_all.get_absolute_url()) == {name for name, _who in world.everybody()}
    client.logout()
    page = client.get(reverse("policy_list")).text
    assert "Terbuka" in page and NAMED["title"] not in page


def test_a_visitor_hears_of_policies_only_when_there_are_some(world, client):
    address = reverse("policy_list")
    published(world)
    assert address not in client.get(reverse("code_show")).text
    published(world, named={"number": "2"}, is_public=True)
    assert address in client.get(reverse("code_show")).text


def test_a_file_that_is_not_there_and_editions_of_two_policies_are_404(world, client):
    client.force_login(world.bima)
    edition, other = published(world), published(world, named={"number": "2"})
    assert client.get(reverse("policy_file", args=[edition.pk])).status_code == 404
    assert client.get(reverse("policy_compare", args=[edition.pk, other.pk])).status_code == 404


def test_the_difference_is_told_word_by_word(world, client):
    edition = published(world)
    coming = followed(world, edition)
    client.force_login(world.bima)
    page = client.get(reverse("policy_compare", args=[edition.pk, coming.pk])).text
    assert "1 paragraf berubah" in page and "kepada siapa pun." in page and page.count("<ins>") == 1


# --- an admin writes -------------------------------------------------------------------------------------
def test_an_admin_writes_mends_and_publishes(world, client):
    client.force_login(world.ratna)
    assert client.post(reverse("policy_create"), sent(world)).status_code == 302
    edition = PolicyEdition.objects.get()
    address = reverse("policy_edit", args=[edition.pk])
    assert client.post(address, sent(world, text="Lain.") | seen(client, address)).status_code == 302
    edition.refresh_from_db()
    publish = reverse("policy_publish", args=[edition.pk])
    assert edition.fingerprint in client.get(publish).text
    assert client.post(publish, {"seen": edition.fingerprint}).status_code == 302
    for name in ("policy_edit", "policy_publish", "policy_discard"):
        assert client.post(reverse(name, args=[edition.pk]), sent(world)).status_code == 422
    assert client.post(reverse("policy_renew", args=[edition.pk])).status_code == 302
    assert client.post(reverse("policy_renew", args=[edition.pk])).status_code == 422
    assert [(row.number, row.text, row.is_draft) for row in PolicyEdition.objects.order_by("number")] == [
        (1, "Lain.", False), (2, "Lain.", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"), ({"title": "x" * 201}, "title"), ({"title": "a\x00b"}, "title"),
        ({"text": ""}, "text"), ({"in_force_from": "2020-01-01"}, "in_force_from"),
        ({"acknowledge_by": "2020-01-01"}, "acknowledge_by"), ({"issuer": "kementerian"}, "issuer"),
    ],
)  # fmt: skip
def test_a_half_filled_form_comes_back(world, client, changes, field):
    client.force_login(world.ratna)
    answer = client.post(reverse("policy_create"), sent(world, **changes))
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert not PolicyEdition.objects.exists()


def test_a_page_that_is_old_overwrites_nothing(world, client):
    edition = drafted(world)
    client.force_login(world.ratna)
    address = reverse("policy_edit", args=[edition.pk])
    old = seen(client, address)
    edit_policy(
        by=world.ratna, on=world.today, edition=edition, draft=draft_of(world, text="Kata orang lain."), **NAMED
    )  # fmt: skip
    assert client.post(address, sent(world, text="Kata saya.") | old).status_code == 422
    assert client.post(reverse("policy_publish", args=[edition.pk]), {"seen": "lama"}).status_code == 422
    edition.refresh_from_db()
    assert edition.text == "Kata orang lain." and edition.is_draft


def test_markup_in_a_policy_is_text(world, client):
    edition = published(world, text="<script>alert(1)</script>")
    client.force_login(world.bima)
    assert "<script>alert(1)" not in client.get(reverse("policy_show", args=[edition.pk])).text


# --- an assessor takes note ------------------------------------------------------------------------------
def test_the_assessor_reads_and_says_so_once(world, client):
    edition = published(world)
    page, act = edition.get_absolute_url(), reverse("policy_acknowledge", args=[edition.pk])
    assert page in waiting(world, world.bima)
    client.force_login(world.bima)
    assert "edisi 1) dan akan melaksanakannya" in client.get(page).text
    assert client.post(act, {"seen": "lain"}).status_code == 422 and client.post(act).status_code == 422
    assert client.post(act, {"seen": edition.fingerprint}).status_code == 302
    assert Acknowledgement.objects.get().address == "127.0.0.1"
    assert client.post(act, {"seen": edition.fingerprint}).status_code == 422
    assert page not in waiting(world, world.bima)
    assert "Anda sudah menyatakannya" in client.get(page).text


def test_who_is_late_is_shown_to_the_office_and_to_himself(world, client):
    edition = published(world, ends=1)
    note(world, edition)
    readers = reverse("policy_readers", args=[edition.pk])
    with time_machine.travel(world.at(9, 2)):
        for account in (world.ratna, world.wulan):
            assert f"{readers}?noted=no" in waiting(world, account)
            client.force_login(account)
            rows = client.get(readers, {"noted": "no"}).text
            assert "Sekar Ayu" in rows and "Terlambat" in rows and "Bima" not in rows
        client.force_login(world.sekar)
        assert "Batasnya sudah lewat" in client.get(edition.get_absolute_url()).text
        assert client.get(readers).status_code == 403
        assert client.get(reverse("work")).text.count("Terlambat") == 1


def test_the_page_of_a_task_says_why_he_cannot_be_chosen(world, client):
    published(world, ends=1)
    with time_machine.travel(world.at(9, 2)):
        session = world.plan()
        client.force_login(world.ratna)
        assert "belum menyatakan telah membaca kebijakan" in client.get(
            reverse("session_assign", args=[session.pk])
        ).text  # fmt: skip


# --- letters ---------------------------------------------------------------------------------------------
def test_each_edition_is_written_of_once_to_who_has_not_taken_note(world):
    edition = published(world)
    other = published(world, named={"number": "2", "title": "Jarak jauh"})
    note(world, edition)
    for _again in range(2):
        call_command("send_reminders")
    letters = [(letter.to, "Jarak jauh" in letter.body) for letter in mail.outbox]
    assert sorted(letters) == [(["bima@example.org"], True), (["sekar@example.org"], False),
                               (["sekar@example.org"], True)]  # fmt: skip
    assert Reminder.objects.filter(edition=other, matter="policy").count() == 2
    assert "paling lambat" in mail.outbox[0].body and "http" in mail.outbox[0].body


def test_a_late_timer_says_that_the_day_is_over_and_off_duty_hears_nothing(world):
    published(world, ends=1)
    Assessor.objects.filter(pk=world.sekar_assessor.pk).update(is_active=False)
    with time_machine.travel(world.at(9, 3)):
        call_command("send_reminders")
    (letter,) = mail.outbox
    assert "seharusnya paling lambat" in letter.body


@pytest.mark.parametrize("rows", [1, 30])
def test_the_lists_cost_the_same_whatever_the_number(world, client, django_assert_num_queries, rows):
    for number in range(rows):
        edition = published(world, named={"number": str(number)})
        world.assessor(f"Asesor {number}", f"MET.000.0{number:05d} 2024")
    client.force_login(world.bima)
    with django_assert_num_queries(6):
        client.get(reverse("policy_list"))
    client.force_login(world.wulan)
    with django_assert_num_queries(7):
        client.get(reverse("policy_readers", args=[edition.pk]))
