"""Which statuses there are is no matter of their columns any more; the columns stay as they are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('ethics', '0012_reading_days'),
    ]

    operations = [
        migrations.AlterField(
            model_name='ethicscase',
            name='status',
            field=models.CharField(default='received', editable=False, max_length=20, verbose_name='keadaan'),
        ),
        migrations.AlterField(
            model_name='inspection',
            name='outcome',
            field=models.CharField(max_length=20, verbose_name='hasil'),
        ),
        migrations.AlterField(
            model_name='witnessing',
            name='conclusion',
            field=models.CharField(blank=True, editable=False, max_length=20, verbose_name='kesimpulan'),
        ),
    ]
