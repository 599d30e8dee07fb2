"""Each number again without its separators, made and kept by the database itself, so that it is found however typed."""

from typing import Any

from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Replace


def key_of(column: str) -> models.GeneratedField:
    bare: Any = models.F(column)
    for separator in " ./-":
        bare = Replace(bare, models.Value(separator), models.Value(""))
    return models.GeneratedField(expression=bare, output_field=models.CharField(max_length=60), db_persist=True)


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0012_who_was_in_an_export"),
        ("certificates", "0008_halted_runs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(model_name="certificate", name="number_key", field=key_of("number")),
        migrations.AddField(model_name="certificate", name="registration_key", field=key_of("registration_number")),
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(fields=["number_key"], name="certificate_number_key"),
        ),
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(fields=["registration_key"], name="certificate_registration_key"),
        ),
    ]
