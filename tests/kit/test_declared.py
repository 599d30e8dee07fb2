"""What a model declares of its rows becomes guards of its own table, columns and unique keys."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from assessments.models import Event, Person, Training
from certificates.models import Certificate
from kit.guards import Guarded, Kept, declared, registered
from kit.guards.declared import unique_keys

APPS = ("assessments", "certificates", "ethics")


def test_a_log_is_only_added_to():
    made = {guard.name: guard for guard in Guarded("log", append_only="no").guards(Event)}
    assert [(guard.name, guard.event) for guard in made.values()] == [
        ("log_append_only_update", "UPDATE"),
        ("log_append_only_delete", "DELETE"),
        ("log_same_insert", "INSERT"),
        ("log_same_update", "UPDATE"),
        ("assessments_event_not_truncated", "TRUNCATE"),
    ]
    assert {guard.table for guard in made.values()} == {"assessments_event"}


def test_names_begin_with_the_model_and_what_is_not_wanted_is_left_out():
    declaration = Guarded(never_deleted="no", same_row=False, never_emptied=False)
    assert [(guard.name, guard.event) for guard in declaration.guards(Person)] == [("person_kept", "DELETE")]


def test_no_other_row_takes_a_key_that_the_model_says_is_unique():
    assert list(unique_keys(Training)) == [["trainer", "candidate", "subject"]] or list(unique_keys(Training)) == [
        ("trainer", "candidate", "subject")
    ]
    taken = next(guard for guard in Guarded().guards(Training) if guard.event == "INSERT")
    assert "o.trainer_id = NEW.trainer_id AND o.candidate_id = NEW.candidate_id AND o.subject" in taken.refuses_if
    of_some_rows_only = "identity_fingerprint"
    assert of_some_rows_only not in " ".join(guard.refuses_if for guard in Guarded().guards(Person))


def test_kept_fields_are_columns_of_the_table():
    kept = Kept("names_stay", "no", ("replaces", "number"), once="OLD.status <> 'active'").guard(Certificate)
    assert "NEW.replaces_id" in kept.refuses_if and "NEW.number" in kept.refuses_if
    assert kept.refuses_if.endswith(" OR OLD.status <> 'active')")
    with pytest.raises(FieldDoesNotExist):
        Kept("names_stay", "no", ("nummer",)).guard(Certificate)


@pytest.mark.parametrize("app", APPS)
def test_what_models_declare_is_registered(app):
    assert set(declared(app)) <= set(registered())
    declaring = [model for model in apps.get_app_config(app).get_models() if hasattr(model, "guarded")]
    assert declaring and {model._meta.db_table for model in declaring} == {guard.table for guard in declared(app)}


def test_every_guard_has_a_name_of_its_own():
    names = [guard.name for guard in registered()]
    assert len(names) == len(set(names))
