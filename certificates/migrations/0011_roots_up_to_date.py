"""From now on the audit misses the root of every past day: those that nobody published yet are published."""

from datetime import date, timedelta

from django.db import migrations
from django.utils import timezone


def publish(apps, schema_editor):
    """As `certificates.operations.publish_roots` does: a day's root is its last entry, and days follow the entries."""
    roots = apps.get_model("certificates", "DailyRoot").objects
    newest = roots.select_related("entry").order_by("-day").first()
    open_from = newest.day + timedelta(days=1) if newest else date.min
    entries = apps.get_model("certificates", "RegisterEntry").objects.only("number", "at", "digest")
    entries = entries.filter(number__gt=newest.entry.number if newest else 0).order_by("-number")
    today = day = timezone.localdate()
    last = {}
    for entry in entries.iterator():
        day = max(min(day, timezone.localdate(entry.at)), open_from)
        if day < today:
            last.setdefault(day, entry)
    for day, entry in sorted(last.items()):
        roots.create(day=day, entry=entry, digest=entry.digest)


class Migration(migrations.Migration):
    dependencies = [("certificates", "0010_certified_at")]

    operations = [migrations.RunPython(publish, migrations.RunPython.noop)]
