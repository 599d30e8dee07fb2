"""Reminders: 60, 30 and 7 days before a pledge, a licence or a technical certificate ends, and once it is over."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import CommandError, call_command

from assessments.models import Assessor, Person
from ethics.code.operations import draft_code, publish_code
from ethics.development.operations import LAPSED, NEVER, due_policies, due_reminders, remind, step_of
from ethics.models import Code, Reminder
from tests.lsp_portal.invitations.test_refused_mail import closed_port as closed_port  # a fixture

from ..policies.policies import note, published

FIELDS = {"pledge": "pledged_until", "licence": "licence_expires_on", "technical": "technical_expires_on"}


def ends(world, matter, days):
    """Bima's only end that is near."""
    day = world.today + timedelta(days=days)
    Assessor.objects.filter(pk=world.bima_assessor.pk).update(**{FIELDS[matter]: day})


def sent():
    call_command("send_reminders")
    return len(mail.outbox)


@pytest.mark.parametrize(
    ("left", "step"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, -1), (-400, -1)],
)
def test_the_lowest_rung_reached_is_the_one(world, left, step):
    assert step_of(world.today + timedelta(days=left), world.today) == step


@pytest.mark.parametrize("matter", FIELDS)
def test_each_matter_is_reminded_of_once(world, matter):
    ends(world, matter, 30)
    assert sent() == 1
    assert sent() == 1
    assert list(Reminder.objects.values_list("matter", "step")) == [(matter, 30)]
    (letter,) = mail.outbox
    assert letter.to == ["bima@example.org"] and "segera berakhir" in letter.subject
    assert "segera berakhir" in letter.body and len(letter.alternatives) == 1


def test_every_rung_has_its_letter_and_a_new_end_begins_anew(world):
    for count, days in enumerate((60, 30, 7, -1), start=1):
        ends(world, "licence", days)
        assert sent() == count
    assert "sudah berakhir" in mail.outbox[-1].subject


def test_a_late_timer_sends_only_the_last_letter(world):
    ends(world, "pledge", 5)
    assert sent() == 1 and Reminder.objects.get().step == 7


def test_who_is_off_duty_or_has_no_address_gets_none(world):
    ends(world, "licence", 5)
    Assessor.objects.update(is_active=False)
    assert sent() == 0
    Assessor.objects.update(is_active=True)
    get_user_model().objects.filter(pk=world.bima.pk).update(email="")
    assert sent() == 0


def never_pledged(world):
    Assessor.objects.filter(pk=world.bima_assessor.pk).update(pledged_until=None)


def test_who_never_pledged_is_asked_once_for_each_edition(world):
    never_pledged(world)
    assert sent() == sent() == 1
    (letter,) = mail.outbox
    assert letter.to == ["bima@example.org"] and "menunggu tanda tangan" in letter.subject
    assert "/ethics/pledge/" in letter.body and "Sebelum itu" in letter.body and "berakhir" not in letter.body
    day = world.today + timedelta(days=20)
    edition = draft_code(by=world.wulan, on=world.today, title="Baru", decree="Kep. 2", in_force_from=day)
    publish_code(by=world.wulan, on=world.today, code=edition)
    asked = [(due.ends_on, due.step) for due in due_reminders(day) if due.assessor == world.bima_assessor]
    assert asked == [(day, NEVER)]


def test_who_has_nothing_to_sign_with_is_not_asked(world):
    """An invitation comes first; nor is anybody asked where no code is in force."""
    nobody = world.assessor("Tanpa Akun", "MET.000.000777 2024", pledged_until=None)
    Person.objects.filter(pk=nobody.person_id).update(email="tanpa.akun@example.org")
    never_pledged(world)
    assert sent() == 1 and mail.outbox[0].to == ["bima@example.org"]
    first = Code.objects.current().in_force_from - timedelta(days=1)
    assert not [due for due in due_reminders(first) if due.step == NEVER]


def test_what_the_mail_server_refused_is_sent_by_the_next_run(world, closed_port):
    ends(world, "licence", 5)
    with pytest.raises(CommandError):
        call_command("send_reminders")
    assert not Reminder.objects.exists()


def test_a_letter_that_did_not_go_is_not_recorded_and_goes_later(world):
    ends(world, "licence", 5)
    (due,) = due_reminders(world.today)
    assert not remind(due=due, on=world.today, send=lambda _due: False) and not Reminder.objects.exists()
    assert remind(due=due, on=world.today, send=lambda _due: True)
    assert not remind(due=due, on=world.today, send=lambda _due: True)


def test_a_pledge_is_written_of_with_the_way_to_its_page(world):
    ends(world, "pledge", -1)
    assert sent() == 1
    assert "/ethics/pledge/" in mail.outbox[0].body and "sudah berakhir" in mail.outbox[0].subject


def test_asking_costs_the_same_however_many(world, django_assert_num_queries):
    ends(world, "licence", 5)
    for number in range(20):
        world.assessor(f"Asesor {number}", f"MET.000.0{number:05d} 2024")
    with django_assert_num_queries(5):
        assert len(list(due_reminders(world.today))) == 1


def test_a_policy_is_lapsed_after_its_last_day_and_each_lacking_assessor_hears_of_it(world):
    edition = published(world)
    note(world, edition)
    days = [edition.acknowledge_by + timedelta(days=days) for days in (0, 1)]
    found = [[(due.assessor, due.step) for due in due_policies(on)] for on in days]
    assert found == [[(world.sekar_assessor, 0)], [(world.sekar_assessor, LAPSED)]]
