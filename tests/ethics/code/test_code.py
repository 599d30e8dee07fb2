"""The code of ethics as everybody may read it: sixteen clauses, in the words of the decree; and its editions."""

import hashlib
import importlib
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.models import Assessor, Event
from ethics.code.comparing import compare
from ethics.code.operations import MOST_CLAUSES, Words, discard_code, draft_code, edit_code, publish_code
from ethics.models import Clause, Code
from ethics.pledges.operations import code_due, sign_pledge
from kit.errors import RuleError
from tests.pages import seen
from tests.told import told

pytestmark = pytest.mark.django_db
WORDING = "12210d298914db819f00194978749e978d06bc06470142ab60af60c4a0a4f2cd"  # SHA-256 of the client's sixteen clauses
FIRST = importlib.import_module("ethics.migrations.0002_code_of_ethics")


def draft(world, days=20, **changes):
    said = {"title": "Kode Etik Asesor LSP", "decree": "Kep. 9/2026", "in_force_from": world.today + timedelta(days)}
    return draft_code(**{"by": world.wulan, "on": world.today} | said | changes)


def edit(world, code, clauses, **changes):
    said = {"title": code.title, "decree": code.decree, "in_force_from": code.in_force_from, "by": world.wulan}
    return edit_code(**said | {"on": world.today, "code": code, "clauses": clauses} | changes)


def publish(world, code):
    return publish_code(by=world.wulan, on=world.today, code=code)


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


# --- the first edition ------------------------------------------------------------------------------
def test_sixteen_clauses_stand_in_order_in_the_words_of_the_decree():
    texts = "\n".join(text for text, _english in FIRST.CLAUSES)
    assert hashlib.sha256(texts.encode()).hexdigest() == WORDING
    code = Code.objects.current()
    kept = [(clause.number, clause.text, clause.text_en) for clause in code.clauses.all()]
    assert kept == [(number, *words) for number, words in enumerate(FIRST.CLAUSES, start=1)] and len(kept) == 16


def test_a_number_is_given_once():
    with pytest.raises(IntegrityError):
        Clause.objects.create(code=Code.objects.current(), number=1, text="Dua kali")


# --- writing a new one ------------------------------------------------------------------------------
def test_a_new_edition_begins_as_a_copy_of_the_one_in_force(world):
    code = draft(world)
    assert code.is_draft and [clause.text for clause in code.clauses.all()] == [text for text, _en in FIRST.CLAUSES]
    assert Code.objects.current().decree == FIRST.DECREE


@pytest.mark.parametrize("who", ["ratna", "komang", "bima", "siti"])
def test_only_an_officer_writes_one(world, who):
    with pytest.raises(PermissionDenied):
        draft(world, by=getattr(world, who))
    code = draft(world)
    for act in (publish_code, discard_code):
        with pytest.raises(PermissionDenied):
            act(by=getattr(world, who), on=world.today, code=code)
    with pytest.raises(PermissionDenied):
        edit(world, code, [Words("Satu")], by=getattr(world, who))


@pytest.mark.parametrize("days", [0, -1])
def test_it_comes_into_force_on_a_coming_day(world, days):
    assert refused(draft, world, days) == "code_not_coming"
    code = draft(world)
    assert refused(edit, world, code, [Words("Satu")], in_force_from=world.today) == "code_not_coming"


def test_a_decree_is_named_once(world):
    assert refused(draft, world, decree=FIRST.DECREE) == "invalid"


def test_its_clauses_are_numbered_in_their_order(world):
    code = edit(world, draft(world), [Words("Pertama"), Words("Kedua", "Second")])
    assert [(c.number, c.text, c.text_en) for c in code.clauses.all()] == [(1, "Pertama", ""), (2, "Kedua", "Second")]
    assert refused(edit, world, code, []) == "code_without_clauses"
    assert refused(edit, world, code, [Words("Satu")] * (MOST_CLAUSES + 1)) == "code_too_long"
    assert edit(world, code, [Words("Satu")] * MOST_CLAUSES).clauses.count() == MOST_CLAUSES == 40


def test_a_published_edition_may_be_mended_until_somebody_pledges_to_it(world):
    code = draft(world)
    publish(world, code)
    code.refresh_from_db()
    assert refused(edit, world, code, [Words("Satu")], in_force_from=world.today + timedelta(5)) == "code_day_published"
    edit(world, code, [Words("Satu")])
    Assessor.objects.filter(pk=world.bima_assessor.pk).update(pledged_until=code.in_force_from)
    world.bima_assessor.refresh_from_db()
    act = {"by": world.bima, "on": world.today, "assessor": world.bima_assessor}
    sign_pledge(**act, code=code, seen=Code.objects.get(pk=code.pk).trace, confirmed=[1])
    assert refused(edit, world, code, [Words("Dua")]) == "code_fixed"
    for act in (
        lambda: Clause.objects.create(code=code, number=2, text="Dua"),
        lambda: Clause.objects.filter(code__decree=FIRST.DECREE, number=2).update(code=code),
        lambda: Code.objects.filter(pk=code.pk).update(title="Lain"),
        lambda: Code.objects.filter(pk=code.pk).update(published_at=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_what_is_in_force_is_not_changed(world):
    assert refused(edit, world, Code.objects.current(), [Words("Satu")]) == "code_fixed"


def test_a_draft_is_thrown_away_and_a_published_edition_is_not(world):
    discard_code(by=world.wulan, on=world.today, code=draft(world))
    code = draft(world)
    publish(world, code)
    assert refused(discard_code, by=world.wulan, on=world.today, code=code) == "code_published"
    with pytest.raises(IntegrityError), transaction.atomic():
        Code.objects.filter(pk=code.pk).delete()


# --- publishing -------------------------------------------------------------------------------------
def test_publishing_ends_earlier_pledges_the_day_before(world):
    assessor = world.bima_assessor
    code = draft(world)
    assert publish(world, code) == 1
    assessor.refresh_from_db()
    assert assessor.pledged_until == code.in_force_from - timedelta(days=1)
    assert code_due(assessor, on=world.today) is not None


def test_an_edition_is_published_once_and_after_the_others(world):
    code, other = draft(world), draft(world, 10, decree="Kep. 10/2026")
    publish(world, code)
    assert refused(publish, world, code) == "code_published"
    assert refused(publish, world, other) == "code_out_of_order"


def test_an_old_draft_is_not_published_after_its_day(world):
    code = draft(world)
    late = world.today + timedelta(days=20)
    assert refused(publish_code, by=world.wulan, on=late, code=code) == "code_not_coming"


def test_the_history_tells_how_an_edition_came_about(world):
    person, code = world.bima_assessor.person, draft(world)
    edit(world, code, [Words("Satu")])
    publish(world, code)
    assert told(code) == ["created", "edited", "published"]
    assert told(person) == ["pledge_ended"]
    other = draft(world, 30, decree="Kep. 11/2026")
    about = Event.objects.about(other)
    discard_code(by=world.wulan, on=world.today, code=other)
    assert [(event.verb, event.data) for event in about] == [("created", {}), ("discarded", {"decree": "Kep. 11/2026"})]


# --- reading ----------------------------------------------------------------------------------------
def test_anybody_reads_the_one_in_force(client):
    page = client.get(reverse("code_show")).content.decode()
    assert FIRST.TITLE in page and page.count('<li id="butir-') == 16


def test_the_page_stands_before_a_code_is_kept(client):
    with time_machine.travel("2019-06-01"):
        assert "Kode etik belum dimuat" in client.get(reverse("code_show")).content.decode()


def test_a_draft_is_seen_by_officers_and_admins_only(world, client):
    code = draft(world)
    address = reverse("code_read", args=[code.pk])
    for name, account in world.everybody():
        client.logout()
        if account:
            client.force_login(account)
        assert client.get(address).status_code == (200 if name in ("wulan", "ratna") else 404), name
        assert (code.decree in client.get(reverse("code_show")).content.decode()) is False, name
    client.logout()
    publish(world, code)
    assert client.get(address).status_code == 200
    assert code.decree in client.get(reverse("code_show")).content.decode()


def test_the_difference_is_told_word_by_word_and_without_colour(world, client):
    old = Code.objects.current()
    words = [Words(text, english) for text, english in FIRST.CLAUSES]
    words[8] = Words(words[8].text.replace("merokok", "merokok atau memakai rokok elektrik"))
    code = edit(world, draft(world), [*words[:2], Words("Butir yang sama sekali baru."), *words[2:15]])
    found = [each for each in compare(old.clauses.all(), code.clauses.all()) if each.is_changed]
    assert [(each.old_number, each.new_number) for each in found] == [(None, 3), (9, 10), (16, None)]
    assert [(piece.kind, piece.text) for piece in found[1].pieces][1] == ("new", "atau memakai rokok elektrik")
    client.force_login(world.wulan)
    page = client.get(reverse("code_compare", args=[old.pk, code.pk])).content.decode()
    assert "<ins>" in page and "<del>" in page and "ditambahkan:" in page and "dihapus:" in page


# --- the pages of an officer ------------------------------------------------------------------------
def test_an_officer_writes_mends_and_publishes(world, client):
    client.force_login(world.wulan)
    day = (world.today + timedelta(days=30)).isoformat()
    said = {"title": "Kode Etik Baru", "decree": "Kep. 1/2027", "in_force_from": day}
    assert client.post(reverse("code_create"), said).status_code == 302
    code = Code.objects.get(decree="Kep. 1/2027")
    address = reverse("code_edit", args=[code.pk])
    form = client.get(address).context["form"]
    fields = {name: form[name].value() or "" for name in form.fields} | {"text_2": "", "text_17": "Butir tambahan."}
    fields |= {"text_en_2": ""}
    assert client.post(address, fields | said | seen(client, address)).status_code == 302
    assert code.clauses.count() == 16 and code.clauses.last().text == "Butir tambahan."
    assert client.post(reverse("code_publish", args=[code.pk])).status_code == 302
    code.refresh_from_db()
    assert not code.is_draft


def test_a_page_that_is_old_overwrites_nothing(world, client):
    client.force_login(world.wulan)
    code = draft(world)
    address = reverse("code_edit", args=[code.pk])
    form = client.get(address).context["form"]
    fields = {name: form[name].value() or "" for name in form.fields} | {"seen": form.seen, "text_1": "Kata saya"}
    edit(world, code, [Words("Kata orang lain")])
    assert client.post(address, fields).status_code == 422
    assert [clause.text for clause in code.clauses.all()] == ["Kata orang lain"]


def test_an_english_reading_belongs_to_a_clause(world, client):
    client.force_login(world.wulan)
    address = reverse("code_edit", args=[draft(world).pk])
    form = client.get(address).context["form"]
    fields = {name: form[name].value() or "" for name in form.fields} | seen(client, address)
    refused_page = client.post(address, fields | {"text_en_17": "A reading of nothing"})
    assert refused_page.status_code == 422 and "text_17" in refused_page.context["form"].errors
