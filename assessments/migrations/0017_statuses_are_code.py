"""Which statuses there are is no matter of their columns any more; the columns stay as they are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('assessments', '0016_reading_indexes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='assessment',
            name='status',
            field=models.CharField(default='enrolled', editable=False, max_length=20, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='assessmentsession',
            name='status',
            field=models.CharField(default='planned', editable=False, max_length=20, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='outcome',
            field=models.CharField(max_length=10, verbose_name='keputusan'),
        ),
        migrations.AlterField(
            model_name='legalbasis',
            name='status',
            field=models.CharField(default='in_force', max_length=20, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='schemeversion',
            name='status',
            field=models.CharField(default='draft', editable=False, max_length=20, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='verdict',
            name='outcome',
            field=models.CharField(default='pending', max_length=10, verbose_name='penilaian'),
        ),
    ]
