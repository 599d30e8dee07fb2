"""An invitation that gives a role says why. Those sent before say that nobody was asked."""

from django.db import migrations, models
from django.db.models import Q

EARLIER = "Diundang sebelum alasan pemberian peran wajib ditulis."
WITHOUT_ROLE = Q(is_lsp_admin=False, is_decision_maker=False, is_ethics_officer=False)


def say_so(apps, schema_editor):
    invitations = apps.get_model("lsp_portal", "Invitation").objects.using(schema_editor.connection.alias)
    invitations.exclude(WITHOUT_ROLE).filter(reason="").update(reason=EARLIER)


class Migration(migrations.Migration):
    dependencies = [("lsp_portal", "0002_ethics_officer")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="alasan peran"),
        ),
        migrations.RunPython(say_so, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=WITHOUT_ROLE | ~Q(reason=""), name="invitation_role_has_reason"
            ),
        ),
    ]
