"""A change of keys: old rows stay readable, and after the command the old key may go."""

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import connection

from assessments.models import Person
from assessments.people.operations import edit_person
from certificates.issuing.operations.issuing import issue
from kit import guards
from kit.fields import UnreadablePersonalData

NIK, OTHER_NIK = "3174051203900001", "3173051205000002"
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture
def person(db, settings):
    settings.PERSONAL_DATA_KEYS = [OLD]
    return Person.objects.create(name="Wulan Prasetya", identity_number=NIK)


def test_a_new_key_in_front_reads_what_the_old_one_wrote(person, settings):
    settings.PERSONAL_DATA_KEYS = [NEW, OLD]
    assert Person.objects.get(pk=person.pk).identity_number == NIK


def test_without_any_of_its_keys_a_number_is_an_error_and_never_ciphertext(person, settings):
    settings.PERSONAL_DATA_KEYS = [NEW]
    with pytest.raises(UnreadablePersonalData):
        Person.objects.get(pk=person.pk)


def test_after_the_command_the_old_key_may_go(person, settings):
    settings.PERSONAL_DATA_KEYS = [NEW, OLD]
    call_command("reencrypt_personal_data")
    settings.PERSONAL_DATA_KEYS = [NEW]
    call_command("reencrypt_personal_data")
    assert Person.objects.with_identity(NIK).identity_number == NIK


def test_who_was_assessed_is_still_known_when_the_old_key_is_gone(world, settings):
    """Signed and granted, the person is held: the change of keys takes the assessment along."""
    settings.PERSONAL_DATA_KEYS = [OLD]
    assert world.body
    edit_person(by=world.ratna, on=world.today, person=world.siti_candidate.person, identity_number=NIK)
    assessment = world.granted()
    before = assessment.assessed_identity
    settings.PERSONAL_DATA_KEYS = [NEW, OLD]
    call_command("reencrypt_personal_data")
    settings.PERSONAL_DATA_KEYS = [NEW]
    call_command("reencrypt_personal_data")
    assessment.refresh_from_db()
    assert assessment.assessed_identity != before
    assert issue(assessment=assessment, by=world.ratna, on=world.today)
    assert guards.compare(connection, guards.registered()) == []


def test_a_number_that_is_not_its_fingerprints_is_named_and_left_alone(world, settings, person):
    """The ciphertext of another row, copied over: nothing is made of it, whichever key is there."""
    settings.PERSONAL_DATA_KEYS = [OLD]
    other = Person.objects.create(name="Dewi Lestari", identity_number=OTHER_NIK)
    Person.objects.filter(pk=person.pk).update(identity_number=OTHER_NIK)
    kept = Person.objects.get(pk=person.pk).identity_fingerprint
    settings.PERSONAL_DATA_KEYS = [NEW, OLD]
    with pytest.raises(CommandError, match=f": {person.pk}\\. "):
        call_command("reencrypt_personal_data")
    assert Person.objects.get(pk=person.pk).identity_fingerprint == kept
    assert Person.objects.with_identity(OTHER_NIK) == other
