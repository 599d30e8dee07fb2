"""The migrations make the tables that the models describe, and can be taken back."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.architecture.source import APPS


@pytest.mark.django_db
def test_the_models_have_no_change_without_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("app", [app for app in APPS if list(apps.get_app_config(app).get_models())])
def test_every_migration_of_ours_can_be_reversed(app):
    loaded = MigrationLoader(None).disk_migrations
    ours = [migration for (label, _name), migration in loaded.items() if label == app]
    assert ours
    assert not [f"{step.name}: {op.describe()}" for step in ours for op in step.operations if not op.reversible]
