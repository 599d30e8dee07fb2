"""How much each account read on each day is kept; the first who asks counts what was read before."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0016_reading_indexes"),
        ("ethics", "0011_late_ties"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReadingDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="hari")),
                ("lines", models.PositiveIntegerField()),
                ("files", models.PositiveIntegerField(verbose_name="jumlah berkas")),
                ("newest", models.BigIntegerField()),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "pembacaan berkas",
                "verbose_name_plural": "pembacaan berkas",
                "ordering": ["day", "pk"],
                "indexes": [models.Index(fields=["day", "files"], name="readingday_busy")],
                "constraints": [models.UniqueConstraint(fields=("reader", "day"), name="readingday_once")],
            },
        ),
    ]
