"""The register of gifts and promises, and the assessor's word after each session."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0005_duty"),
        ("ethics", "0004_editions_and_development"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Gift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("offer", "Ditawarkan"), ("gift", "Diberikan"), ("promise", "Dijanjikan")],
                        max_length=20,
                        verbose_name="peristiwa",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="tanggal kejadian")),
                (
                    "giver",
                    models.CharField(
                        choices=[
                            ("candidate", "Asesi atau keluarganya"),
                            ("organiser", "TUK atau penyelenggara"),
                            ("employer", "Pemberi kerja asesi"),
                            ("trainer", "Lembaga pelatihan"),
                            ("other", "Pihak lain"),
                        ],
                        max_length=20,
                        verbose_name="dari siapa",
                    ),
                ),
                ("giver_name", models.CharField(blank=True, max_length=150, verbose_name="nama pemberi")),
                ("what", models.CharField(max_length=300, verbose_name="berupa apa")),
                (
                    "value",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="perkiraan nilai (rupiah)"),
                ),
                (
                    "handling",
                    models.CharField(
                        choices=[
                            ("refused", "Ditolak"),
                            ("returned", "Dikembalikan"),
                            ("handed_over", "Diserahkan kepada LSP"),
                        ],
                        max_length=20,
                        verbose_name="tindakan",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="keterangan")),
                ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="dicatat")),
                ("remark", models.TextField(blank=True, editable=False, verbose_name="catatan petugas etik")),
                ("reviewed_at", models.DateTimeField(editable=False, null=True, verbose_name="diperiksa")),
                (
                    "assessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gifts",
                        to="assessments.assessor",
                        verbose_name="asesor",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gifts",
                        to="assessments.assessmentsession",
                        verbose_name="jadwal uji",
                    ),
                ),
            ],
            options={
                "verbose_name": "catatan pemberian",
                "verbose_name_plural": "catatan pemberian",
                "ordering": ["-recorded_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="GiftDeclaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded", models.PositiveSmallIntegerField(verbose_name="jumlah catatan")),
                ("statement", models.TextField(verbose_name="pernyataan")),
                ("declared_at", models.DateTimeField(auto_now_add=True, verbose_name="dinyatakan")),
                (
                    "assessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gift_declarations",
                        to="assessments.assessor",
                    ),
                ),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gift_declarations",
                        to="assessments.assessmentsession",
                    ),
                ),
            ],
            options={
                "verbose_name": "pernyataan pemberian",
                "verbose_name_plural": "pernyataan pemberian",
            },
        ),
        migrations.AddIndex(
            model_name="gift",
            index=models.Index(fields=["reviewed_at", "recorded_at"], name="gift_queue"),
        ),
        migrations.AddConstraint(
            model_name="gift",
            constraint=models.CheckConstraint(condition=models.Q(("what", ""), _negated=True), name="gift_described"),
        ),
        migrations.AddConstraint(
            model_name="gift",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__isnull", True), ("value__lte", 10000000000), _connector="OR"),
                name="gift_value_sane",
            ),
        ),
        migrations.AddConstraint(
            model_name="gift",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("remark", ""), ("reviewed_at__isnull", True), ("reviewed_by__isnull", True)),
                    models.Q(
                        ("reviewed_at__isnull", False),
                        ("reviewed_by__isnull", False),
                        models.Q(("remark", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="gift_reviewed_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="giftdeclaration",
            constraint=models.UniqueConstraint(fields=("session", "assessor"), name="gift_declared_once"),
        ),
    ]
