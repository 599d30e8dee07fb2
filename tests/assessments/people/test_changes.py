"""The history of a person keeps what was changed from what to what; numbers masked, and only for who may read it."""

from datetime import date

import pytest

from assessments.assessors.operations import edit_assessor
from assessments.models import Event
from assessments.people.operations import edit_candidate, edit_person, remove_photo
from assessments.uploads.uses import PORTRAIT
from kit.history import history
from tests.files import picture, taken
from tests.world import K

NIK, ALIKE, OTHER_NIK = "3173055205000001", "3273055205000001", "3173051205000002"


def edit(world, **fields):
    edit_candidate(by=world.ratna, on=world.today, candidate=world.siti_candidate, **fields)


def lines(person):
    return [line for moment in history(person) for line in moment.changes]


def test_old_and_new_are_kept_and_told(world):
    edit(world, name="Siti Rahma", birth_date=date(2000, 5, 12), sex="P", education="3", job="Guru")
    edit(world, birth_date=date(2000, 5, 13), education="7")
    assert lines(world.siti_candidate.person) == [
        "Nama lengkap: Siti Rahma Wulandari → Siti Rahma",
        "Tanggal lahir: kosong → 12 Mei 2000",
        "Jenis kelamin: kosong → Perempuan",
        "Pendidikan terakhir: kosong → SMA/SMK",
        "Pekerjaan: kosong → Guru",
        "Tanggal lahir: 12 Mei 2000 → 13 Mei 2000",
        "Pendidikan terakhir: SMA/SMK → S1",
    ]
    stored = Event.objects.about(world.siti_candidate.person).filter(verb="edited").first()
    assert stored.data["before"] == {"name": "Siti Rahma Wulandari", "birth_date": None, "sex": ""}
    assert stored.data["after"] == {"name": "Siti Rahma", "birth_date": "2000-05-12", "sex": "P"}


def test_a_number_is_masked_and_its_change_shows_all_the_same(world):
    edit(world, identity_number=NIK)
    edit(world, identity_number=ALIKE)
    edit(world, identity_number=OTHER_NIK)
    told = lines(world.siti_candidate.person)
    hidden = "•" * 12
    assert told[0] == f"NIK atau nomor paspor: kosong → {hidden}0001"
    assert told[1].startswith(f"NIK atau nomor paspor: {hidden}0001 → {hidden}0001 (")
    assert told[2] == f"NIK atau nomor paspor: {hidden}0001 → {hidden}0002"
    data = str([event.data for event in Event.objects.about(world.siti_candidate.person)])
    assert not any(number in data for number in (NIK, ALIKE, OTHER_NIK))


def test_of_a_photo_only_that_it_changed(world):
    person = world.siti_candidate.person
    edit_person(by=world.ratna, on=world.today, person=person, photo=taken(picture(), PORTRAIT))
    remove_photo(by=world.ratna, on=world.today, person=person)
    assert lines(person) == ["Pas foto: diubah", "Pas foto: diubah"]


def test_an_assessors_record_is_told_too(world):
    assessor = world.bima_assessor
    edit_assessor(by=world.ratna, on=world.today, assessor=assessor, schemes=[], is_active=False, employer="PT Contoh")
    assert lines(assessor.person) == [
        "Tempat bekerja: kosong → PT Contoh",
        "Masih bertugas: ya → tidak",
        f"Skema yang boleh diases: {world.scheme.number} → kosong",
    ]


def test_events_of_old_name_the_fields(world):
    person = world.siti_candidate.person
    Event.record(person, "edited", by=world.ratna, on=world.today, fields=["name", "gone_since"])
    assert lines(person) == ["Nama lengkap: diubah", "gone_since: diubah"]


@pytest.mark.parametrize(("who", "told"), [("ratna", True), ("bima", False), ("siti", False)])
def test_old_values_are_for_whoever_may_read_the_history(client, world, who, told):
    edit(world, address="Jalan Rahasia 9")
    edit(world, address="Jalan Baru 1")
    world.record(world.assessment, K)
    client.force_login(getattr(world, who))
    assert ("Jalan Rahasia 9" in client.get(world.siti_candidate.get_absolute_url()).text) is told


def test_the_inspection_of_events_shows_no_data(client, world):
    edit(world, address="Jalan Rahasia 9")
    world.ratna.is_superuser = world.ratna.is_staff = True
    world.ratna.save()
    client.force_login(world.ratna)
    event = Event.objects.about(world.siti_candidate.person).get()
    page = client.get(f"/admin/assessments/event/{event.pk}/change/")
    assert page.status_code == 200 and "Jalan Rahasia 9" not in page.text
