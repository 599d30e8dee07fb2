from django.db import migrations, models


def say_since_when(apps, schema_editor):
    """What has a certificate has been certified since its first one."""
    certificates = apps.get_model("certificates", "Certificate").objects.order_by("pk")
    first = certificates.filter(assessment=models.OuterRef("pk"), replaces=None)
    rows = apps.get_model("assessments", "Assessment").objects.filter(certified_at=None)
    rows.filter(pk__in=certificates.order_by().values("assessment")).update(
        certified_at=models.Subquery(first.values("issued_at")[:1])
    )


def name_those_renamed_since(apps, schema_editor):
    """The person of today may have married since. Where the history tells that the name was changed after the
    certificate, and never between signature and certificate, the certificate bears the name that was assessed. Every
    other difference stays, and the audit finds it.
    """
    first = apps.get_model("certificates", "Certificate").objects.filter(replaces=None).defer("snapshot")
    for certificate in first.exclude(holder_name=models.F("assessment__assessed_name")).select_related(
        "assessment__candidate"
    ):
        assessment = certificate.assessment
        edits = apps.get_model("assessments", "Event").objects.filter(
            subject_type="assessments.person", subject_id=assessment.candidate.person_id, verb="edited"
        )
        renamed = [event.at for event in edits if "name" in event.data.get("fields", [])]
        if any(assessment.signed_at <= at <= certificate.issued_at for at in renamed):
            continue
        if any(at > certificate.issued_at for at in renamed):
            assessment.assessed_name = certificate.holder_name
            assessment.save(update_fields=["assessed_name"])


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0009_number_keys"),
        ("assessments", "0013_person_as_assessed"),
    ]

    operations = [
        migrations.RunPython(say_since_when, migrations.RunPython.noop),
        migrations.RunPython(name_those_renamed_since, migrations.RunPython.noop),
    ]
