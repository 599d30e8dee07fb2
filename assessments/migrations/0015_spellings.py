"""Where somebody works, learns and lives in one spelling, so that rules in Python and in SQL compare the same.

The spelling is the one of this day, copied here: a later one comes with a migration of its own.
"""

import re
import unicodedata

from django.db import migrations, models

BATCH = 500
LEGAL_FORMS = re.compile(r"\b(pt|cv|ud|tbk|persero|yayasan|koperasi)\b")


def plain(text):
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", bare) or re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(words)


def plain_name(text):
    return " ".join(LEGAL_FORMS.sub(" ", plain(text)).split())


def fill(apps, schema_editor):
    for name, of, key, spell, most in (
        ("Assessor", "employer", "employer_key", plain_name, 150),
        ("Candidate", "institution", "institution_key", plain_name, 150),
        ("Person", "address", "address_key", plain, 300),
    ):
        rows = apps.get_model("assessments", name).objects.using(schema_editor.connection.alias)
        batch = []
        for row in rows.exclude(**{of: ""}).only("pk", of).order_by("pk").iterator(BATCH):
            setattr(row, key, spell(getattr(row, of))[:most].strip())
            batch.append(row)
            if len(batch) == BATCH:
                rows.bulk_update(batch, [key])
                batch = []
        rows.bulk_update(batch, [key])


def spelled(length, **more):
    return models.CharField(blank=True, db_default="", default="", editable=False, max_length=length, **more)


def erased(of, name):
    condition = models.Q(models.Q((of, ""), _negated=True), (f"{of}_key", ""), _connector="OR")
    return models.CheckConstraint(condition=condition, name=name)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0014_ties")]

    operations = [
        migrations.AddField("assessor", "employer_key", spelled(150, db_index=True)),
        migrations.AddField("candidate", "institution_key", spelled(150, db_index=True)),
        migrations.AddField("person", "address_key", spelled(300)),
        migrations.AddConstraint("assessor", erased("employer", "assessor_employer_key_erased")),
        migrations.AddConstraint("candidate", erased("institution", "candidate_institution_key_erased")),
        migrations.AddConstraint("person", erased("address", "person_address_key_erased")),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
