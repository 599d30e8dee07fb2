"""The public register of holders by consent, and the statistics that name nobody."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from assessments.models import Event, Person
from certificates.acts import operations as acts
from certificates.consents import operations as consents
from certificates.holders import statistics
from certificates.holders.statistics import SchemeNumber, without_small
from certificates.models import RegisterConsent
from kit.errors import RuleError


@pytest.fixture
def siti(world):
    """Siti is of age and holds a certificate."""
    Person.objects.filter(pk=world.siti_candidate.person_id).update(birth_date=date(2000, 1, 1))
    world.siti_certificate = world.certificate()
    world.siti_candidate.refresh_from_db()
    return world.siti_candidate


def agree(world, candidate, **changes):
    return consents.give_consent(candidate=candidate, **{"by": world.siti, "on": world.today} | changes)


def listed(**params):
    return Client().get(reverse("holder_list"), params).text


def test_nobody_stands_there_without_a_yes(world, siti):
    assert siti.person.name not in listed()
    agree(world, siti)
    text = listed()
    for said in (siti.person.name, "Pemrogram Junior", world.siti_certificate.number):
        assert said in text
    assert world.siti_certificate.token not in text and "siti@example.org" not in text


def test_a_no_takes_the_name_out_at_once_and_both_stay_as_proof(world, siti):
    agree(world, siti)
    consents.withdraw_consent(candidate=siti, by=world.siti, on=world.today)
    assert siti.person.name not in listed()
    agree(world, siti)
    assert [bool(row.withdrawn_at) for row in RegisterConsent.objects.order_by("pk")] == [True, False]
    assert list(Event.objects.filter(verb__in=["listed", "unlisted"]).values_list("verb", flat=True)) == [
        "listed", "unlisted", "listed",
    ]  # fmt: skip


def test_two_holders_say_yes_and_one_says_no(world, siti):
    other = world.yohanes_candidate
    Person.objects.filter(pk=other.person_id).update(birth_date=date(2000, 1, 1))
    other.person.refresh_from_db()
    agree(world, siti)
    agree(world, other, by=world.yohanes)
    consents.withdraw_consent(candidate=siti, by=world.siti, on=world.today)
    assert list(RegisterConsent.objects.filter(withdrawn_at=None).values_list("candidate", flat=True)) == [other.pk]


def test_only_certificates_in_force_are_listed(world, siti):
    agree(world, siti)
    said = {"certificate": world.siti_certificate, "by": world.komang, "on": world.today, "reason": "Aduan."}
    acts.suspend(**said)
    assert siti.person.name not in listed()
    acts.reinstate(**said)
    assert siti.person.name in listed()
    with time_machine.travel(world.siti_certificate.expires_on + timedelta(days=1)):
        assert siti.person.name not in listed()


@pytest.mark.parametrize(
    ("born", "code"),
    [(lambda today: today.replace(year=today.year - 17), "minor"), (lambda _t: None, "birth_date_missing")],
)
def test_who_is_not_of_age_is_told_so(world, siti, born, code):
    Person.objects.filter(pk=siti.person_id).update(birth_date=born(world.today))
    siti.person.refresh_from_db()
    with pytest.raises(RuleError) as refused:
        agree(world, siti)
    client = Client()
    client.force_login(world.siti)
    answer = client.post(reverse("candidate_consent", args=[siti.pk]), {"wanted": "yes"})
    assert (refused.value.code, answer.status_code) == (code, 422)
    assert not RegisterConsent.objects.exists()


def test_the_eighteenth_birthday_is_of_age(world, siti):
    born = date(2008, 6, 2)
    Person.objects.filter(pk=siti.person_id).update(birth_date=born)
    siti.person.refresh_from_db()
    with pytest.raises(RuleError) as refused:
        agree(world, siti, on=date(2026, 6, 1))
    assert refused.value.code == "minor"
    assert agree(world, siti, on=date(2026, 6, 2)).candidate == siti


def test_nobody_agrees_for_somebody_else(world, siti):
    for account in (world.ratna, world.komang, world.bima, world.yohanes):
        with pytest.raises(PermissionDenied):
            agree(world, siti, by=account)


def test_agreeing_twice_and_taking_back_nothing_are_refused(world, siti):
    with pytest.raises(RuleError, match="memang tidak") as nothing:
        consents.withdraw_consent(candidate=siti, by=world.siti, on=world.today)
    agree(world, siti)
    with pytest.raises(RuleError, match="sudah dicantumkan") as twice:
        agree(world, siti)
    assert (nothing.value.code, twice.value.code) == ("not_given", "already_given")


def test_the_switch_is_on_the_holders_own_page(world, siti):
    client = Client()
    client.force_login(world.siti)
    address = reverse("candidate_consent", args=[siti.pk])
    assert address in client.get(reverse("own_assessment_show", args=[world.siti_certificate.assessment_id])).text
    assert "Cantumkan nama saya dalam daftar publik?" in client.get(address).text
    assert client.post(address, {"wanted": "yes"}).status_code == 302 and siti.person.name in listed()
    assert "Keluarkan nama saya dari daftar publik?" in client.get(address).text
    assert client.post(address, {"wanted": "no"}).status_code == 302 and siti.person.name not in listed()


def test_it_finds_by_part_of_a_name_or_number_and_survives_nonsense(world, siti):
    agree(world, siti)
    assert siti.person.name in listed(q="rahma") and siti.person.name in listed(q=world.siti_certificate.number)
    assert "Tidak ada yang cocok" in listed(q="orang lain")
    assert siti.person.name in listed(q="\x00", page="x")


def test_search_engines_stay_out_and_machines_are_stopped(world, siti, settings):
    answer = Client().get(reverse("holder_list"))
    assert "noindex" in answer["X-Robots-Tag"] and 'name="robots" content="noindex' in answer.text
    assert answer["Cache-Control"] == "no-store"
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"list": 1}
    with time_machine.travel("2026-11-22 10:00:30", tick=False):
        assert [Client().get(reverse("holder_list")).status_code for _ in range(2)] == [200, 429]


def test_a_script_in_a_name_stays_a_name(world):
    Person.objects.filter(pk=world.siti_candidate.person_id).update(
        name="<script>alert(1)</script>", birth_date=date(2000, 1, 1)
    )
    world.siti_candidate.person.refresh_from_db()
    world.certificate()
    agree(world, world.siti_candidate)
    text = listed() + listed(q="<script>alert") + Client().get(reverse("statistics_show")).text
    assert "<script>alert" not in text and "&lt;script&gt;alert" in text


# --- statistics -------------------------------------------------------------------------------------
def test_the_statistics_count_and_name_nobody(world, siti):
    text = Client().get(reverse("statistics_show")).text
    assert "1 sertifikat sedang berlaku" in text and "1 sertifikat terbit dalam dua belas bulan" in text
    assert "kurang dari 5" in text
    for secret in (siti.person.name, world.siti_certificate.number, "Pemrogram Junior"):
        assert secret not in text


def test_an_empty_register_has_statistics_too(db):
    assert "Belum ada sertifikat yang terbit" in Client().get(reverse("statistics_show")).text


def test_a_replacement_certifies_nobody_anew(world, siti):
    acts.replace(certificate=world.siti_certificate, occasion="damage", by=world.ratna, on=world.today, reason="Rusak.")
    assert sum(month.number for month in statistics.by_month(world.today)) == 1
    assert statistics.standing(world.today)["in_force"] == 1


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([9, 7, 6], [(1, 9), (1, 7), (1, 6)]),
        ([9, 7, 3, 1], [(1, 9), (1, 7), (2, 4)]),
        ([9, 7, 3], [(1, 9), (2, 10)]),  # one small number alone could be told from the sum
        ([3], [(1, 3)]),
        ([], []),
    ],
)
def test_no_small_number_of_a_scheme_is_given_away(numbers, shown):
    rows = without_small([SchemeNumber(f"Skema {n}", number) for n, number in enumerate(numbers)])
    assert [(row.schemes, row.number) for row in rows] == shown
    assert all(row.title == "" for row in rows if row.schemes > 1 or row.is_small)


@pytest.mark.parametrize("largest", [0, 1, 2, 7, 99, 1234])
def test_the_plot_ends_at_a_number_that_is_not_smaller(largest):
    drawn = statistics.plot([statistics.Month(date(2026, 1, 1), largest)])
    assert statistics.scale_of(largest) >= largest and drawn.bars[0].y >= 24
    assert [number * 2 for _where, number in drawn.lines][1] == drawn.lines[2][1]  # the marks are as far apart


@pytest.mark.parametrize("born", [lambda today: today.replace(year=today.year - 17), lambda _today: None])
def test_a_birth_date_corrected_later_takes_a_minor_out_whatever_was_said(world, siti, born):
    agree(world, siti)
    assert siti.person.name in listed()
    Person.objects.filter(pk=siti.person_id).update(birth_date=born(world.today))
    assert siti.person.name not in listed()
    client = Client()
    client.force_login(world.siti)
    address = reverse("candidate_consent", args=[siti.pk])
    page = client.get(address).text
    assert "Nama Anda tidak tampil" in page and "Anda tidak tercantum" in page
    assert client.post(address, {"wanted": "no"}).status_code == 302
    assert not RegisterConsent.objects.stands(siti)


@pytest.mark.parametrize(("day", "shown"), [(27, False), (28, True)])
def test_a_holder_is_listed_from_the_day_he_is_of_age(world, siti, day, shown):
    agree(world, siti)
    Person.objects.filter(pk=siti.person_id).update(birth_date=date(2010, 2, 28))
    assert RegisterConsent.objects.counting(date(2028, 2, day)).exists() is shown
