"""The chain in public, and replayed: every vandalism of it is found, and the first broken link is named."""

import hashlib
import json
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certificates import guards
from certificates.acts import operations as acts
from certificates.auditing import broken_links, of_rows
from certificates.models import Certificate, CertificateFile, DailyRoot, NumberCounter, RegisterEntry
from certificates.register import operations as register
from certificates.register.operations import enter
from kit.guards import install, remove
from kit.states import move
from tests.certificates.auditing.test_audit import ALL_GUARDS, vandalise

pytestmark = pytest.mark.postgresql


@pytest.fixture
def certificate(world):
    """Issued, suspended, reinstated and replaced: five entries."""
    certificate = world.certificate()
    for name in ("suspend", "reinstate"):
        getattr(acts, name)(certificate=certificate, by=world.komang, on=world.today, reason="Aduan.")
    acts.replace(certificate=certificate, occasion="damage", by=world.ratna, on=world.today, reason="Rusak.")
    certificate.refresh_from_db()
    return certificate


def first_broken():
    with pytest.raises(CommandError) as error:
        call_command("verify_register")
    return str(error.value)


def change(number, **changes):
    remove(connection, ALL_GUARDS)
    RegisterEntry.objects.filter(number=number).update(**changes)
    install(connection, ALL_GUARDS)


# --- replaying --------------------------------------------------------------------------------------
def test_a_sound_chain_is_whole(certificate, capsys):
    call_command("verify_register")
    assert "whole, up to entry 5" in capsys.readouterr().out
    assert not list(of_rows())


def test_an_empty_register_is_whole(db, capsys):
    call_command("verify_register")
    assert "empty" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"reason": "Tidak ada apa-apa."}, "detail differs"),
        ({"letter_number": "1/2026"}, "detail differs"),
        ({"salt": "x"}, "detail differs"),
        ({"on": "2020-01-01"}, "on differs"),
        ({"at": timezone.now() - timedelta(days=9)}, "at differs"),
        ({"digest": "f" * 64}, "its digest is not that of its content"),
        ({"previous": "f" * 64}, "it does not follow the entry before it"),
        ({"act": "withdrawn", "status_after": "withdrawn"}, "act differs"),
    ],
)
def test_a_changed_entry_is_named(certificate, changes, problem):
    change(2, **changes)
    assert f"First: entry 2: {problem}" in first_broken()
    assert [finding for finding in of_rows() if finding.about == "register" and problem in finding.problem]


def test_a_content_forged_with_its_digest_breaks_at_the_next_entry(certificate):
    """Whoever recomputes one digest has to recompute all that follow, and then the published roots differ."""
    entry = RegisterEntry.objects.get(number=2)
    content = entry.content | {"on": "2020-01-01"}
    digest = hashlib.sha256(entry.previous.encode() + canonical(content)).hexdigest()
    change(2, content=content, digest=digest, on="2020-01-01")
    assert "First: entry 3: it does not follow the entry before it" in first_broken()


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_a_chain_forged_to_its_end_is_caught_by_the_root(certificate, world):
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        register.publish_roots(before=timezone.localdate())
    change(5, reason="Lain.")
    previous = RegisterEntry.objects.get(number=4).digest
    entry = RegisterEntry.objects.get(number=5)
    content = entry.content | {"on": "2020-01-01"}
    change(
        5, content=content, on="2020-01-01", digest=hashlib.sha256(previous.encode() + canonical(content)).hexdigest()
    )
    assert [link for link in broken_links() if "the root published for" in link.problem]


def test_a_root_slipped_in_for_a_day_long_gone_is_found(certificate, world):
    """The database takes it, for a root is only ever added; who kept the published list, and the replay, do not."""
    entry = RegisterEntry.objects.get(number=3)
    DailyRoot.objects.create(day=world.today - timedelta(days=700), entry=entry, digest=entry.digest)
    assert "First: entry 3: the root published for" in (said := first_broken()) and "is dated back" in said


@pytest.mark.parametrize(
    ("number", "first"), [(3, "First: entry 3: it is missing"), (5, "the chain ends with entry 4")]
)
def test_a_removed_entry_is_missed(certificate, number, first):
    remove(connection, ALL_GUARDS)
    RegisterEntry.objects.filter(number=number).delete()
    install(connection, ALL_GUARDS)
    assert first in first_broken()


@pytest.mark.parametrize(
    ("model", "changes", "problem"),
    [
        (Certificate, {"status": "active"}, "but its last act made it replaced"),
        (Certificate, {"token": "y" * 32}, "certificate differs between its content and the record"),
        (Certificate, {"snapshot": {"holder_name": "Lain"}}, "snapshot differs between its content and the record"),
        (CertificateFile, {"sha256": "0" * 64}, "file differs between its content and the record"),
        (CertificateFile, {}, "file differs between its content and the record"),
    ],
)
def test_what_an_entry_speaks_of_is_held_against_it(certificate, model, changes, problem):
    if "status" in changes:
        # Its successor has to go first: the database holds two that stand apart even without the guards.
        remove(connection, ALL_GUARDS)
        Certificate.objects.exclude(pk=certificate.pk).update(status="replaced")
        install(connection, ALL_GUARDS)
    vandalise(certificate, model, **changes)
    assert [link for link in broken_links() if problem in link.problem]


def test_a_certificate_slipped_in_is_found(certificate):
    remove(connection, ALL_GUARDS)
    row = Certificate.objects.exclude(pk=certificate.pk).get()
    row.pk, row.replaces, row.occasion, row.status = None, None, "first", "replaced"
    row.number = row.registration_number = row.token = "selundupan"
    row.status_index = 900
    row.save(force_insert=True)
    install(connection, ALL_GUARDS)
    assert "certificate selundupan was never entered" in first_broken()


def test_a_counter_turned_back_is_found(certificate):
    remove(connection, ALL_GUARDS)
    NumberCounter.objects.filter(series="register").update(last=models.F("last") - 1)
    install(connection, ALL_GUARDS)
    assert "but 4 were entered" in first_broken()


# --- the clock --------------------------------------------------------------------------------------
def test_a_root_of_a_day_to_come_is_told_and_is_no_error(world, capsys):
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        world.certificate()
        register.publish_roots(before=timezone.localdate() + timedelta(days=1))
    call_command("verify_register")
    said = capsys.readouterr().out
    assert f"warning: the newest root is of {world.today + timedelta(days=3)}, but today is {world.today}" in said
    assert "whole, up to entry 1" in said


def test_a_day_that_goes_backwards_is_told_and_is_no_error(world, capsys):
    certificate = world.certificate()
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        acts.suspend(certificate=certificate, by=world.komang, on=certificate.issued_on, reason="Aduan.")
    acts.reinstate(certificate=certificate, by=world.komang, on=world.today, reason="Aduan.")
    call_command("verify_register")
    said = capsys.readouterr().out
    assert "warning: entry 3: it was made on" in said and "whole, up to entry 3" in said
    assert "entry 2" not in said


# --- the audit beyond the chain ---------------------------------------------------------------------
def test_a_replaced_one_without_a_successor_is_found(world):
    vandalise(world.certificate(), Certificate, status="replaced")
    problem = "it is replaced without a successor, or has a successor without being replaced"
    assert problem in [finding.problem for finding in of_rows()]


def test_units_that_grow_with_a_replacement_are_found(world):
    certificate = world.certificate()
    codes = [unit["code"] for unit in certificate.snapshot["units"]]
    new = acts.reduce_scope(
        certificate=certificate, keep=codes[:2], by=world.komang, on=world.today, reason="Berkurang."
    )
    assert not list(of_rows())
    vandalise_units(new, certificate.snapshot["units"])
    assert "the units of the snapshot are not those of the verdicts" in [finding.problem for finding in of_rows()]


def vandalise_units(certificate, units):
    remove(connection, ALL_GUARDS)
    Certificate.objects.filter(pk=certificate.pk).update(snapshot=certificate.snapshot | {"units": units})
    install(connection, ALL_GUARDS)


def test_a_file_swapped_with_its_digest_has_no_seal_that_holds(world, sealed):
    certificate = world.certificate()
    forged = bytes(certificate.file.content).replace(b"%%EOF", b"%%EOX")
    digest = hashlib.sha256(forged).hexdigest()
    vandalise(certificate, CertificateFile, content=forged, sha256=digest, size=len(forged))
    assert "the seal of its file does not hold" in [finding.problem for finding in of_rows()]


# --- in public --------------------------------------------------------------------------------------
def test_yesterdays_root_is_published_by_whoever_looks_first(certificate):
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        page = Client().get(reverse("root_list"))
        data = Client().get(reverse("root_list_json")).json()
    root = DailyRoot.objects.get()
    assert root.digest in page.text
    assert data["roots"] == [{"date": root.day.isoformat(), "entry": 5, "digest": root.digest}]


def test_todays_root_waits_for_the_end_of_the_day(certificate):
    assert Client().get(reverse("root_list_json")).json()["roots"] == []
    assert "Belum ada akar harian" in Client().get(reverse("root_list")).text


def test_a_stranger_recomputes_the_root_from_what_is_public(certificate):
    """As `how` tells it, from the published JSON alone, without a line of ours."""
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        [root] = Client().get(reverse("root_list_json")).json()["roots"]
        entries = Client().get(reverse("entry_list_json")).json()["entries"]
    digest = "0" * 64
    for entry in entries:
        digest = hashlib.sha256(digest.encode() + canonical(entry["content"])).hexdigest()
        assert digest == entry["digest"]
    assert (entries[-1]["number"], digest) == (root["entry"], root["digest"])
    named = hashlib.sha256(certificate.token.encode()).hexdigest()
    assert entries[0]["content"]["certificate"] == named


def test_the_entries_name_nobody(world, certificate):
    text = Client().get(reverse("entry_list_json")).text
    for secret in (certificate.token, certificate.holder_name, certificate.number, "Aduan", "Rusak", "Komang", "ratna"):
        assert secret not in text


def test_the_entries_are_read_in_steps(certificate):
    answer = Client().get(reverse("entry_list_json"), {"after": "3"})
    assert [entry["number"] for entry in answer.json()["entries"]] == [4, 5]
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_publishing_by_a_timer_changes_nothing_the_second_time(certificate, capsys):
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        call_command("publish_roots")
        call_command("publish_roots")
    said = capsys.readouterr().out.splitlines()
    assert (said[0], said[-1]) == ("1 daily roots published.", "0 daily roots published.")


@pytest.mark.parametrize("ahead", [2, 1000])
def test_a_clock_that_went_ahead_and_back_stops_no_root_and_no_act(certificate, world, ahead):
    """Dated later than what follows it, an act belongs to the day of what follows it; days keep the order."""
    start, new = timezone.now(), Certificate.objects.exclude(pk=certificate.pk).get()
    for day, act in ((2 + ahead, "suspended"), (2, "reinstated"), (3, "suspended")):
        with time_machine.travel(start + timedelta(days=day)), transaction.atomic():
            enter(new, act, by=world.komang, on=timezone.localdate())
            move(new, RegisterEntry.STATUS_AFTER[act])
    for day in range(4, 8):
        with time_machine.travel(start + timedelta(days=day)):
            register.publish_roots(before=timezone.localdate())
    today = timezone.localdate(start)
    roots = DailyRoot.objects.order_by("day").values_list("day", "entry__number")
    assert list(roots) == [(today + timedelta(days=days), number) for days, number in ((0, 5), (2, 7), (3, 8))]
    assert not list(broken_links())


def test_the_guards_refuse_what_the_replay_looks_for():
    watched = {guard.table for guard in guards.GUARDS}
    assert {"certificates_registerentry", "certificates_dailyroot", "certificates_certificate"} <= watched
