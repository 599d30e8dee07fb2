"""Candidates: their data, their pages, their trainers, and that nobody's NIK gets about."""

import logging
from datetime import date, timedelta

import pytest
from django.urls import reverse

from assessments.models import Candidate, Event, Person, Training, Upload
from assessments.people.operations import (
    create_candidate,
    create_person,
    edit_candidate,
    edit_person,
    link_account,
    record_training,
    remove_photo,
    remove_training,
)
from assessments.uploads.uses import PORTRAIT
from kit.errors import RuleError
from tests.files import picture, taken
from tests.pages import seen
from tests.told import told

NIK = "3173055205000001"
OTHER_NIK = "3173051205000002"
DATA = {
    "name": "Dewi Lestari",
    "identity_kind": "nik",
    "identity_number": NIK,
    "birth_date": "2000-05-12",
    "sex": "P",
    "nationality": "Indonesia",
}


def create(world, **fields):
    defaults = {"name": "Dewi Lestari", "identity_number": NIK}
    return create_candidate(by=world.ratna, on=world.today, **defaults | fields)


def post(client, world, name, data, *args, user=None):
    client.force_login(user or world.ratna)
    address = reverse(name, args=args)
    return client.post(address, seen(client, address) | data)


# --- operations -------------------------------------------------------------------------------------
def test_the_number_is_kept_encrypted_and_found_again(world):
    person = create(world).person
    stored = Person.objects.filter(pk=person.pk).extra(select={"raw": "identity_number"}).values_list("raw", flat=True)
    assert NIK not in stored[0]
    assert Person.objects.with_identity(NIK) == person


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"identity_number": NIK[:15]}, "identity_length"),
        ({"birth_date": date(2200, 1, 1)}, "birth_future"),
        ({"name": "<script>"}, "name_odd"),
        ({"email": "bukan surel"}, "invalid"),
    ],
)
def test_what_cannot_be_is_refused(world, fields, code):
    with pytest.raises(RuleError) as refusal:
        create(world, **fields)
    assert refusal.value.code == code
    assert not Person.objects.exists()


def test_an_identity_belongs_to_one_person(world):
    known = create(world).person
    with pytest.raises(RuleError) as refusal:
        create(world, name="Orang Lain")
    assert refusal.value.code == "identity_taken"
    assert refusal.value.params == {"person": known.pk}


def test_the_same_person_is_not_a_candidate_twice(world):
    create(world)
    with pytest.raises(RuleError) as refusal:
        create(world)
    assert refusal.value.code == "identity_candidate"


def test_a_known_person_becomes_a_candidate_and_keeps_his_data(world):
    person = create_person(by=world.ratna, on=world.today, name="Dewi Lestari", identity_number=NIK, phone="0811111111")
    candidate = create(world, phone="0822222222", email="dewi@example.org")
    person.refresh_from_db()
    assert (candidate.person, person.phone, person.email) == (person, "0811111111", "dewi@example.org")


def test_the_event_of_a_change_keeps_no_whole_number(world):
    candidate = create(world)
    edit_candidate(by=world.ratna, on=world.today, candidate=candidate, identity_number=OTHER_NIK, job="Guru")
    data = [event.data for event in Event.objects.about(candidate.person).filter(verb="edited")]
    assert [event["fields"] for event in data] == [["identity_number"], ["job"]]
    assert NIK not in str(data) and OTHER_NIK not in str(data)


def test_an_account_is_one_person_for_ever(world):
    first, second = create(world).person, create_person(by=world.ratna, on=world.today, name="Budi")
    for _again in range(2):
        link_account(by=world.ratna, on=world.today, person=first, account=world.tamu)
    assert told(first) == ["created", "became_candidate", "linked"]
    with pytest.raises(RuleError):
        link_account(by=world.ratna, on=world.today, person=second, account=world.tamu)


def test_a_trainer_does_not_take_back_his_own_training(world):
    training = record_training(
        by=world.ratna, on=world.today, candidate=create(world), trainer=world.komang.person, subject="Kelas"
    )
    with pytest.raises(RuleError) as refusal:
        remove_training(by=world.komang, on=world.today, training=training, reason="Salah")
    assert refusal.value.code == "training_own"


# --- pages: who may -----------------------------------------------------------------------------------
def test_a_training_is_of_another_and_taken_back_with_a_reason(world):
    candidate, act = create(world), {"by": world.ratna, "on": world.today}
    with pytest.raises(RuleError) as refusal:
        record_training(**act, candidate=candidate, trainer=candidate.person, subject="Kelas")
    assert refusal.value.code == "training_self"
    training = record_training(**act, candidate=candidate, trainer=world.komang.person, subject="Kelas")
    with pytest.raises(RuleError) as refusal:
        remove_training(**act, training=training, reason=" \u200b")
    assert refusal.value.code == "reason" and Training.objects.get() == training


def test_a_portrait_is_kept_of_somebody_new_of_somebody_known_and_in_place_of_another(world):
    act, photo = {"by": world.ratna, "on": world.today}, lambda: taken(picture(), PORTRAIT)
    person = create_person(**act, name="Dewi Lestari", identity_number=NIK, photo=photo())
    first = Person.objects.get().photo
    assert first and create(world, photo=photo()).person == person
    assert Person.objects.get().photo == first  # a portrait that is there stays
    edit_person(**act, person=person, photo=photo())
    assert Person.objects.get().photo == Upload.objects.get() != first
    remove_photo(**act, person=person)
    assert Person.objects.get().photo is None and not Upload.objects.exists()
    assert told(person) == ["created", "became_candidate", "edited", "edited"]


PAGES = ["candidate_list", "candidate_create", "candidate_find", "candidate_edit", "training_create"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["komang", "bima", "siti", "tamu"])
def test_keeping_people_is_the_admins_work(client, world, name, who):
    args = [world.siti_candidate.pk] if name in ("candidate_edit", "training_create") else []
    client.force_login(getattr(world, who))
    assert client.get(reverse(name, args=args)).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_is_sent_to_the_sign_in(client, world, name):
    args = [world.siti_candidate.pk] if name in ("candidate_edit", "training_create") else []
    assert client.get(reverse(name, args=args)).status_code == 302


@pytest.mark.parametrize(
    ("who", "status"), [("ratna", 200), ("bima", 200), ("siti", 200), ("sekar", 404), ("yohanes", 404), ("komang", 403)]
)
def test_a_record_is_for_those_it_concerns(client, world, who, status):
    world.enrol()
    client.force_login(getattr(world, who))
    assert client.get(world.siti_candidate.get_absolute_url()).status_code == status


def test_unknown_candidates_are_a_404_and_lists_take_no_post(client, world):
    client.force_login(world.ratna)
    assert client.get(reverse("candidate_show", args=[987654321012345678])).status_code == 404
    assert client.post(reverse("candidate_list")).status_code == 405
    assert client.delete(reverse("candidate_create")).status_code == 405


# --- pages: the work ----------------------------------------------------------------------------------
def test_registering_a_candidate(client, world):
    response = post(client, world, "candidate_create", DATA)
    candidate = Candidate.objects.get()
    assert response.url == candidate.get_absolute_url()
    assert candidate.person.identity_number == NIK


def test_save_and_add_another_keeps_the_school(client, world):
    response = post(client, world, "candidate_create", DATA | {"institution": "SMK Contoh", "again": "1"})
    assert response.url == reverse("candidate_create")
    page = client.get(response.url).content.decode()
    assert "SMK Contoh" in page and "Dewi Lestari" not in page.split('<form class="form"')[1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"identity_number": NIK[:15]},
        {"identity_number": ""},
        {"birth_date": "2200-01-01"},
        {"birth_date": "12 Mei"},
        {"name": "N" * 151},
        {"name": "Siti \x07"},
        {"email": "bukan"},
        {"phone": "telepon saya"},
        {"sex": "X"},
        {"education": "99"},
    ],
)
def test_bad_input_is_refused_and_nothing_is_written(client, world, wrong):
    assert post(client, world, "candidate_create", DATA | wrong).status_code == 422
    assert not Candidate.objects.exists()


@pytest.mark.parametrize("odd", [{"birth_date": "2000-05-13"}, {"sex": "L"}, {"identity_number": "3173059905000001"}])
def test_a_doubtful_nik_is_kept_once_confirmed(client, world, odd):
    page = post(client, world, "candidate_create", DATA | odd)
    assert page.status_code == 422 and "Simpan walaupun NIK tidak cocok" in page.content.decode()
    assert not Candidate.objects.exists()
    assert post(client, world, "candidate_create", DATA | odd | {"confirm": "on"}).status_code == 302


def test_a_young_candidate_is_asked_about_but_not_barred(client, world):
    young = DATA | {"identity_number": "X1234567", "identity_kind": "passport", "nationality": "Timor-Leste"}
    young["birth_date"] = str(world.today - timedelta(days=12 * 366))
    assert post(client, world, "candidate_create", young).status_code == 422
    assert post(client, world, "candidate_create", young | {"confirm": "on"}).status_code == 302


def test_a_duplicate_leads_to_the_record_and_names_nobody(client, world):
    known = create(world, name="Rahasia Sekali")
    page = post(client, world, "candidate_create", DATA)
    assert page.status_code == 422
    assert known.get_absolute_url() in page.content.decode()
    assert "Rahasia Sekali" not in page.content.decode()


def test_changing_a_candidate(client, world):
    candidate = create(world)
    post(client, world, "candidate_edit", DATA | {"name": "王小明", "job": "Guru"}, candidate.pk)
    candidate.refresh_from_db()
    assert (candidate.person.name, candidate.job) == ("王小明", "Guru")


def test_finding_by_number_keeps_it_out_of_the_address(client, world):
    candidate = create(world)
    response = post(client, world, "candidate_find", {"identity_number": "3173.0552.0500.0001"})
    assert response.url == candidate.get_absolute_url()
    assert post(client, world, "candidate_find", {"identity_number": OTHER_NIK}).status_code == 422
    response = client.get(reverse("candidate_list"), {"q": NIK})
    assert response.url == reverse("candidate_find")


def test_recording_and_taking_back_a_training(client, world):
    candidate, trainer = create(world), world.komang.person
    post(client, world, "training_create", {"trainer": trainer.pk, "subject": "Kelas A"}, candidate.pk)
    training = Training.objects.get()
    assert told(candidate.person) == ["created", "became_candidate", "trained"]
    assert post(client, world, "training_remove", {"reason": " "}, training.pk).status_code == 422
    post(client, world, "training_remove", {"reason": "Salah orang"}, training.pk)
    assert not Training.objects.exists()
    assert Event.objects.about(candidate.person).last().reason == "Salah orang"


# --- pages: privacy and cost --------------------------------------------------------------------------
def test_only_the_admins_record_shows_the_whole_number(client, world, caplog):
    caplog.set_level(logging.DEBUG)
    candidate = world.siti_candidate
    edit_candidate(by=world.ratna, on=world.today, candidate=candidate, identity_number=NIK)
    world.enrol()
    shown = []
    for name, user in world.everybody():
        client.logout()
        if user:
            client.force_login(user)
        for address in (reverse("candidate_list"), candidate.get_absolute_url()):
            if NIK in client.get(address).content.decode():
                shown.append((name, address))
    assert shown == [("ratna", candidate.get_absolute_url())]
    assert NIK not in caplog.text


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_any_number_of_rows(client, world, rows, django_assert_num_queries):
    for number in range(rows):
        world.candidate(f"Asesi {number}", f"asesi{number}")
    client.force_login(world.ratna)
    client.get(reverse("candidate_list"))
    with django_assert_num_queries(6):
        client.get(reverse("candidate_list"))


@pytest.mark.parametrize(("query", "found"), [({"q": "siti rahma"}, 1), ({"q": "zzz"}, 0), ({"account": "no"}, 1)])
def test_the_list_is_narrowed(client, world, query, found):
    world.siti, world.candidate("Tanpa Akun")
    client.force_login(world.ratna)
    assert client.get(reverse("candidate_list"), query).context["total"] == found
