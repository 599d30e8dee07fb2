"""The register of gifts: recorded by the assessor, reviewed once by an officer; and the word after a session."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from assessments.sessions.operations import sessions
from ethics.gifts.operations import declare_gifts, examine_gift, record_gift
from ethics.models import Gift, GiftDeclaration
from kit.errors import RuleError
from lsp_portal.work.queues import sections
from tests.told import told

FIELDS = {"kind": "gift", "giver": "candidate", "what": "Parsel buah", "value": 150_000, "handling": "returned"}


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def record(world, **changes):
    said = {"by": world.bima, "on": world.today, "assessor": world.bima_assessor, "happened_on": world.today}
    return record_gift(**said | FIELDS | changes)


def examine(world, gift, **changes):
    return examine_gift(**{"by": world.wulan, "on": world.today, "gift": gift, "note": "Cukup."} | changes)


def declare(world, **changes):
    said = {"by": world.bima, "on": world.today, "session": world.session, "assessor": world.bima_assessor, "seen": 0}
    return declare_gifts(**said | changes)


@pytest.fixture
def finished(world):
    """Siti judged, the session over, nothing said yet."""
    world.judged()
    sessions.finish_session(by=world.bima, on=world.today, session=world.session)
    world.session.refresh_from_db()
    return world.session


def waiting(world, who):
    return [task.url for s in sections(who, world.today) for q in s.waiting for task in q.tasks]


# --- the register ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"happened_on": None}, "gift_dated"),
        ({"what": ""}, "invalid"),
        ({"kind": "loan"}, "invalid"),
        ({"value": -1}, "invalid"),
        ({"value": 10**12}, "invalid"),
    ],
)
def test_what_is_no_record(world, changes, code):
    if changes == {"happened_on": None}:
        changes = {"happened_on": world.today + timedelta(days=1)}
    assert refused(record, world, **changes) == code
    assert not Gift.objects.exists()


def test_nobody_records_for_another_or_about_another_session(world):
    with pytest.raises(PermissionDenied):
        record(world, by=world.ratna)
    with pytest.raises(PermissionDenied):
        record(world, session=world.plan(note="Lain"))


def test_an_officer_reviews_once(world):
    gift = record(world)
    assert refused(examine, world, gift, note=" ") == "remark_required"
    assert examine(world, gift).remark == "Cukup."
    assert refused(examine, world, gift) == "reviewed_already"
    assert told(gift) == ["recorded", "reviewed"]


def test_nobody_reviews_his_own(world):
    gift = record(world)
    type(world.bima).objects.filter(pk=world.bima.pk).update(is_ethics_officer=True)
    world.bima.refresh_from_db()
    for account in (world.bima, world.ratna):
        with pytest.raises(PermissionDenied):
            examine(world, gift, by=account)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ethics_gift SET value = 1", "UPDATE ethics_gift SET session_id = NULL, what = 'x'",
        "UPDATE ethics_gift SET remark = 'x', reviewed_by_id = recorded_by_id, reviewed_at = recorded_at",
        "DELETE FROM ethics_gift", "UPDATE ethics_giftdeclaration SET recorded = 9",
        "DELETE FROM ethics_giftdeclaration",
    ],
)  # fmt: skip
def test_the_database_keeps_what_was_said(world, finished, statement):
    record(world, session=finished)
    declare(world, seen=1)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


# --- after a session --------------------------------------------------------------------------------------
def test_the_word_counts_what_is_recorded(world, finished):
    record(world, session=finished)
    assert refused(declare, world) == "gifts_changed"
    declaration = declare(world, seen=1)
    assert "Selain 1 hal" in declaration.statement and told(declaration) == ["declared"]
    assert refused(declare, world, seen=1) == "declared_already"


def test_it_is_asked_when_the_session_is_over(world):
    assert refused(declare, world) == "session_not_finished"


def test_nobody_gives_his_word_for_another(world, finished):
    for account in (world.ratna, world.sekar):
        with pytest.raises(PermissionDenied):
            declare(world, by=account)
    with pytest.raises(IntegrityError, match="for another"), transaction.atomic():
        GiftDeclaration.objects.create(
            session=finished, assessor=world.bima_assessor, recorded=0, statement="x", declared_by=world.ratna
        )


def test_it_waits_in_the_queue_and_holds_up_nothing(world, finished, client):
    page = reverse("gift_declare", args=[finished.pk])
    assert waiting(world, world.bima) == [page]
    client.force_login(world.bima)
    assert "tidak menerima dan tidak menjanjikan apa pun" in client.get(page).text
    assert client.post(page, {"seen": "0"}).status_code == 302
    assert waiting(world, world.bima) == []
    assert "tercatat" in client.get(page).text and client.post(page, {"seen": "0"}).status_code == 422


@pytest.mark.parametrize("seen", ["", "x", "-1", "1", "9" * 30])
def test_a_page_that_shows_something_else_is_refused(world, finished, client, seen):
    client.force_login(world.bima)
    assert client.post(reverse("gift_declare", args=[finished.pk]), {"seen": seen}).status_code == 422
    assert not GiftDeclaration.objects.exists()


# --- pages --------------------------------------------------------------------------------------------
def sent(world, **changes):
    return FIELDS | {"happened_on": world.today.isoformat(), "giver_name": "", "note": "", "session": ""} | changes


def test_from_the_word_to_the_register_and_back(world, finished, client):
    client.force_login(world.bima)
    page = reverse("gift_create") + f"?session={finished.pk}"
    assert f'value="{finished.pk}" selected' in client.get(page).text
    answer = client.post(page, sent(world, session=finished.pk))
    assert answer.url == reverse("gift_declare", args=[finished.pk])
    assert "Parsel buah" in client.get(answer.url).text


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"what": ""}, "wajib"), ({"value": "-5"}, "0"), ({"happened_on": "2999-01-01"}, "sesudah hari ini"),
     ({"kind": "loan"}, "kind"), ({"session": "999999"}, "session")],
)  # fmt: skip
def test_a_half_filled_form_comes_back(world, client, changes, said):
    client.force_login(world.bima)
    answer = client.post(reverse("gift_create"), sent(world, **changes))
    assert answer.status_code == 422 and said in answer.text
    assert not Gift.objects.exists()


def test_another_session_is_no_choice(world, client):
    client.force_login(world.sekar)
    assert client.post(reverse("gift_create"), sent(world, session=world.session.pk)).status_code == 422


def test_the_officer_reviews_from_his_queue(world, client):
    gift = record(world)
    page = reverse("gift_examine", args=[gift.pk])
    assert waiting(world, world.wulan) == [page]
    client.force_login(world.wulan)
    assert client.post(page, {"note": " "}).status_code == 422
    assert client.post(page, {"note": "Cukup."}).status_code == 302
    assert client.post(page, {"note": "Lagi."}).status_code == 422
    client.force_login(world.bima)
    assert "Cukup." in client.get(reverse("gift_show", args=[gift.pk])).text


def test_a_record_is_for_officers_and_its_assessor(world, client):
    gift = record(world)
    for account, status in ((world.bima, 200), (world.wulan, 200), (world.sekar, 404), (world.ratna, 403)):
        client.force_login(account)
        assert client.get(gift.get_absolute_url()).status_code == status
    client.force_login(world.sekar)
    assert "Parsel" not in client.get(reverse("gift_list")).text


@pytest.mark.parametrize("rows", [1, 30])
def test_the_register_costs_the_same_whatever_the_number(world, client, django_assert_num_queries, rows):
    for n in range(rows):
        record(world, what=f"Barang {n}")
    client.force_login(world.wulan)
    with django_assert_num_queries(6):
        client.get(reverse("gift_list"))
