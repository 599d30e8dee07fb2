"""After the signature an officer lets verdicts count or does away with them; the same tie may come up again later.

Ties that were recorded after the names opened, and about which nobody decided, come before an officer now.
"""

from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.utils import timezone

KINDS = {"family": "family", "household": "household", "business": "business"}


def raise_what_was_recorded(apps, schema_editor):
    relation, training = apps.get_model("assessments", "Relation"), apps.get_model("assessments", "Training")
    for row in relation.objects.order_by("pk"):
        for one, other in ((row.person_id, row.relative_id), (row.relative_id, row.person_id)):
            _raise(apps, one, other, KINDS.get(row.kind, "other"), row.note or "Hubungan tercatat.", row.recorded_at)
    for row in training.objects.select_related("candidate").order_by("pk"):
        for one, other in ((row.trainer_id, row.candidate.person_id), (row.candidate.person_id, row.trainer_id)):
            _raise(apps, one, other, "trainer", f"Pelatihan: {row.subject}.", row.recorded_at)


def _raise(apps, judge, candidate, tie, detail, since):
    """A conflict and a hold wherever one judges the other, nothing is certified and nobody decided since."""
    assessment, event = apps.get_model("assessments", "Assessment"), apps.get_model("assessments", "Event")
    hold, conflict = apps.get_model("assessments", "Hold"), apps.get_model("ethics", "Conflict")
    beside = Q(supervisions__supervisor=judge, supervisions__assessor=F("assessor"))
    live = assessment.objects.filter(candidate__person=candidate, status__in=["enrolled", "signed", "granted"])
    live = live.filter(Q(assessor__person=judge) | beside, opened_at__isnull=False, certificate__isnull=True)
    for place in live.distinct():
        pair = {"assessment": place, "assessor_id": place.assessor_id}
        about = conflict.objects.filter(**pair)
        if hold.objects.filter(**pair, lifted_at__gte=since).exists() or about.filter(outcome="replace").exists():
            continue
        if about.filter(source="found", tie=tie, outcome="").exists():
            continue
        told = {"actor": None, "on": timezone.localdate(), "data": {}}
        raised = conflict.objects.create(**pair, source="found", tie=tie, detail=detail)
        event.objects.create(subject_type="ethics.conflict", subject_id=raised.pk, verb="raised", **told)
        if not hold.objects.filter(**pair, lifted_at__isnull=True).exists():
            hold.objects.create(**pair)
            told["data"] = {"assessor": place.assessor_id}
            event.objects.create(subject_type="assessments.assessment", subject_id=place.pk, verb="held", **told)


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0014_ties"),
        ("certificates", "0008_halted_runs"),
        ("ethics", "0010_policies_and_peers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="conflict", name="conflict_unique"),
        migrations.RemoveConstraint(model_name="conflict", name="conflict_decided_whole"),
        migrations.AlterField(
            model_name="conflict",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("replace", "Asesor diganti"),
                    ("supervise", "Boleh mengases dengan pengawasan"),
                    ("dismiss", "Bukan benturan kepentingan"),
                    ("uphold", "Penilaian tidak dapat dipakai"),
                ],
                editable=False,
                max_length=20,
                verbose_name="putusan",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflict",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "")),
                fields=("assessment", "assessor", "source", "tie"),
                name="conflict_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("outcome", "")),
                    models.Q(
                        ("outcome__in", ["replace", "supervise", "dismiss", "uphold"]),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="conflict_decided_whole",
            ),
        ),
        migrations.RunPython(raise_what_was_recorded, migrations.RunPython.noop),
    ]
