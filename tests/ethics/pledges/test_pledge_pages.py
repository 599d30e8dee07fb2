"""Pledges on the screen and on paper: signed by the assessor, watched by officers and admins, asked for at home."""

import re
from datetime import timedelta

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessor
from ethics.code.operations import Words, draft_code, edit_code, publish_code
from ethics.models import Clause, Code, Pledge
from ethics.pledges.operations import sign_pledge
from lsp_portal.work.queues import sections

EVERY = [str(number) for number in range(1, 17)]


@pytest.fixture
def novice(world):
    """Bima before he pledged."""
    Assessor.objects.filter(pk=world.bima_assessor.pk).update(pledged_until=None)
    world.bima_assessor.refresh_from_db()
    return world.bima_assessor


@pytest.fixture
def pledge(world):
    """Bima's pledge, beside that of nobody else."""
    code = Code.objects.current()
    return sign_pledge(
        by=world.bima, on=world.today, assessor=world.bima_assessor, code=code, seen=code.trace,
        confirmed=range(1, 17), address="192.0.2.1",
    )  # fmt: skip


def queues(world, who):
    """What a fresh request finds."""
    account = type(who).objects.get(pk=who.pk)
    return {str(q.title): [t.title for t in q.tasks] for s in sections(account, world.today) for q in s.waiting}


def next_edition(world, days):
    said = {"title": "Baru", "decree": "Kep. 9", "in_force_from": world.today + timedelta(days)}
    code = draft_code(by=world.wulan, on=world.today, **said)
    publish_code(by=world.wulan, on=world.today, code=code)
    return Code.objects.get(pk=code.pk)


def test_a_pledge_is_signed_on_its_page(world, client, novice):
    client.force_login(world.bima)
    address = reverse("pledge_sign")
    trace = re.search(r'name="code" value="(\w+)"', client.get(address).content.decode())[1]
    assert client.post(address, {"code": trace, "clauses": EVERY[1:]}).status_code == 422
    assert client.post(address, {"code": trace, "clauses": EVERY}).status_code == 302
    assert Pledge.objects.get().assessor == novice
    assert "Ikrar Anda berlaku" in client.get(address).content.decode()


def test_words_changed_since_the_page_was_opened_are_not_signed(world, client):
    present, code = Code.objects.current(), next_edition(world, 20)
    client.force_login(world.bima)
    act = {"by": world.bima, "on": world.today, "assessor": world.bima_assessor, "confirmed": range(1, 17)}
    sign_pledge(**act, code=present, seen=present.trace)
    trace = re.search(r'name="code" value="(\w+)"', client.get(reverse("pledge_sign")).content.decode())[1]
    said = {"title": code.title, "decree": code.decree, "in_force_from": code.in_force_from}
    edit_code(by=world.wulan, on=world.today, code=code, clauses=[Words("Lain")], **said)
    page = client.post(reverse("pledge_sign"), {"code": trace, "clauses": ["1"]})
    assert page.status_code == 422 and not Pledge.objects.filter(code=code).exists()


def test_the_home_of_an_assessor_asks_for_a_pledge_that_lacks(world, novice):
    assert queues(world, world.bima)["Kode etik"] == ["Tandatangani ikrar"]
    assert "Kode etik" not in queues(world, world.sekar)


def test_a_new_edition_asks_everybody_for_a_new_pledge(world, pledge):
    code = next_edition(world, 200)
    assert queues(world, world.bima)["Kode etik"] == ["Tandatangani ikrar"]
    world.bima_assessor.refresh_from_db()
    act = {"by": world.bima, "on": world.today, "assessor": world.bima_assessor, "confirmed": range(1, 17)}
    sign_pledge(**act, code=code, seen=code.trace)
    assert "Kode etik" not in queues(world, world.bima)


@pytest.mark.parametrize("who", ["wulan", "ratna"])
@pytest.mark.parametrize(("until", "count"), [(None, 1), (-1, 1), (0, 0)])
def test_officers_and_admins_hear_who_lacks_one(world, who, until, count):
    day = None if until is None else world.today + timedelta(days=until)
    Assessor.objects.filter(pk=world.bima_assessor.pk).update(pledged_until=day)
    assert world.sekar_assessor
    assert len(queues(world, getattr(world, who)).get("Asesor tanpa ikrar", [])) == count


@pytest.mark.parametrize(("state", "until"), [("missing", None), ("lapsed", -1), ("expiring", 0), ("valid", 90)])
def test_the_list_shows_how_each_pledge_stands(world, client, state, until):
    day = None if until is None else world.today + timedelta(days=until)
    Assessor.objects.filter(pk=world.bima_assessor.pk).update(pledged_until=day)
    world.bima_assessor.refresh_from_db()
    assert world.bima_assessor.pledge_state == state
    client.force_login(world.wulan)
    for each in ("missing", "lapsed", "expiring", "valid"):
        found = client.get(reverse("pledge_list"), {"state": each}).context["total"]
        assert found == (each == state)


def test_the_list_costs_the_same_however_long(world, client, pledge, django_assert_num_queries):
    client.force_login(world.wulan)
    client.get(reverse("pledge_list"))
    with django_assert_num_queries(6):
        client.get(reverse("pledge_list"))
    for number in range(20):
        world.assessor(f"Asesor {number}", f"MET.000.0{number:05d} 2024")
    with django_assert_num_queries(6):
        client.get(reverse("pledge_list"))


def test_a_pledge_tells_what_was_signed_and_that_it_is_unchanged(world, client, pledge):
    client.force_login(world.wulan)
    page = client.get(reverse("pledge_show", args=[pledge.pk])).content.decode()
    assert pledge.digest in page and "Cocok" in page and "192.0.2.1" in page
    Assessor.objects.filter(pk=pledge.assessor_id).update(met_number="MET.000.009999 2025")
    assert Pledge.objects.get().is_intact
    pledge.statement += " Kecuali butir 9."
    assert not pledge.is_intact


def test_a_digest_does_not_depend_on_the_clock_it_was_read_from(pledge):
    pledge.signed_at = timezone.localtime(pledge.signed_at)
    assert pledge.is_intact


def test_the_page_tells_when_another_edition_ended_it(world, client, pledge):
    code = next_edition(world, 20)
    client.force_login(world.bima)
    page = client.get(reverse("pledge_show", args=[pledge.pk])).content.decode()
    assert "Berakhir lebih awal" in page
    assert Pledge.objects.get().last_day == code.in_force_from - timedelta(days=1)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_pledge_on_paper_has_the_statement_and_every_clause(world, client, pledge, language):
    assert world.body
    client.force_login(world.bima)
    client.cookies["django_language"] = language
    answer = client.get(reverse("pledge_download", args=[pledge.pk]))
    assert answer["Content-Type"] == "application/pdf" and "attachment" in answer["Content-Disposition"]
    assert "private" in answer["Cache-Control"]
    document = pypdfium2.PdfDocument(answer.content)
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    assert pledge.statement in text and world.body.name in text and pledge.digest in text.replace(" ", "")
    assert all(clause.text.split()[-1] in text for clause in Clause.objects.filter(code=pledge.code))


def test_who_signs_the_old_edition_late_pledges_to_the_day_before_the_new_one(world, novice):
    code = next_edition(world, 20)
    act = {"by": world.bima, "on": world.today, "assessor": novice, "confirmed": range(1, 17)}
    present = Code.objects.current()
    old = sign_pledge(**act, code=present, seen=present.trace)
    assert old.ends_on == code.in_force_from - timedelta(days=1)
    novice.refresh_from_db()
    new = sign_pledge(**act, code=code, seen=code.trace)
    assert new.begins_on == code.in_force_from
    novice.refresh_from_db()
    assert novice.pledged_until == new.ends_on
