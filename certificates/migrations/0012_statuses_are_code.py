"""Which statuses there are is no matter of their columns any more; the columns stay as they are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('certificates', '0011_roots_up_to_date'),
    ]

    operations = [
        migrations.AlterField(
            model_name='blankuse',
            name='fate',
            field=models.CharField(max_length=10, verbose_name='keadaan'),
        ),
        migrations.AlterField(
            model_name='certificate',
            name='status',
            field=models.CharField(default='active', editable=False, max_length=20, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='designversion',
            name='status',
            field=models.CharField(default='draft', editable=False, max_length=20, verbose_name='status'),
        ),
    ]
