"""Since when a training is on record: what its history says, or the day its candidate was registered."""

from django.db import migrations, models
from django.utils import timezone


def tell_since_when(apps, schema_editor):
    event, training = apps.get_model("assessments", "Event"), apps.get_model("assessments", "Training")
    told = event.objects.filter(subject_type="assessments.person", verb="trained").order_by("at", "pk")
    moments = {
        (person, data.get("trainer"), data.get("subject")): at
        for person, data, at in told.values_list("subject_id", "data", "at")
    }
    for row in training.objects.select_related("candidate__person").iterator(chunk_size=1000):
        person = row.candidate.person
        moment = moments.get((person.pk, row.trainer_id, row.subject), person.created_at)
        training.objects.filter(pk=row.pk).update(recorded_at=moment)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0013_person_as_assessed")]

    operations = [
        migrations.AddField(
            model_name="training",
            name="recorded_at",
            field=models.DateTimeField(auto_now_add=True, default=timezone.now),
            preserve_default=False,
        ),
        migrations.RunPython(tell_since_when, migrations.RunPython.noop),
    ]
