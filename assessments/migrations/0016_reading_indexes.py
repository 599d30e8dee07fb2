"""What somebody read, and did, on a day is found without the rest of his rows."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0015_spellings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            "event", models.Index(fields=["actor", "on", "subject_type", "subject_id"], name="event_day")
        ),
        migrations.AddIndex("filereading", models.Index(fields=["reader", "read_at"], name="reading_of_reader")),
    ]
