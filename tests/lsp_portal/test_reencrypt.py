"""A change of keys: old rows stay readable, and after the command the old key may go."""

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command

from assessments.models import Person
from assessments.models.fields import UnreadablePersonalData

NIK = "3174051203900001"
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
