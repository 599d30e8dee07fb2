"""What a model declares of its rows becomes guards of its own table, columns and unique keys."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from assessments.models import Event, Person, Training
from certificates.models import Certificate
from kit.guards import ALWAYS, Guarded, Kept, declared, registered
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


def test_names_begin_with_the_model_unless_it_is_said_otherwise():
    made = list(Guarded(never_deleted="no").guards(Person))
    assert [guard.name for guard in made[:2]] == ["person_kept", "person_same_insert"]
    assert made[0].event == "DELETE" and "_deleted" not in str([guard.name for guard in made])


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


TAKEN_OTHERWISE = {  # written with ON CONFLICT, which is decided after the guards
    "assessments.FileReading": "a page that is opened again within ten minutes is the same line",
    "ethics.ReadingDay": "a day is counted again where it stands, and another guard holds it against the log",
}


def test_no_guarded_row_gives_a_unique_key_to_another_unless_it_is_said_why():
    """SQLite's REPLACE deletes the row in its way and asks no delete trigger."""
    narrowed = {
        model._meta.label for model in apps.get_models() if hasattr(model, "guarded") and model.guarded.keys is not None
    }
    assert narrowed == set(TAKEN_OTHERWISE)
    deleted_never = {guard.table for guard in registered() if guard.event == "DELETE" and guard.refuses_if == ALWAYS}
    same = {guard.table for guard in registered() if guard.name.endswith("_same_insert")}
    assert deleted_never <= same


def test_every_guard_has_a_name_of_its_own():
    names = [guard.name for guard in registered()]
    assert len(names) == len(set(names))
