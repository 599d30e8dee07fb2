import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0004_what_there_is")]
    operations = [
        migrations.AlterField(
            model_name="certificate",
            name="design",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="certificates.designversion",
                verbose_name="desain",
            ),
        ),
        migrations.AlterField(
            model_name="certificate",
            name="status_index",
            field=models.PositiveIntegerField(editable=False, verbose_name="tempat pada daftar status"),
        ),
    ]
