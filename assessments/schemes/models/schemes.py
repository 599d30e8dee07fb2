"""Certification schemes and their versions (BNSP guideline PBNSP 210)."""

from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.acts import Act
from kit.addresses import page_of
from kit.guards import Guarded
from kit.row_counts import number_of
from kit.states import StateMachine, Statuses, StatusField

from ...standards.models import Standard
from .versions import Version, numbered_versions


class Scheme(models.Model):
    """What stays when versions come and go: the number by which the scheme is licensed."""

    PRINTED = ("number",)

    number = models.CharField(
        _("nomor skema"),
        max_length=60,
        unique=True,
        help_text=_("Contoh: SKM/BNSP/00010/2/2023/1324. Nomor buatan LSP sendiri juga diterima."),
        error_messages={"unique": _("Nomor skema ini sudah dipakai.")},
    )

    class Meta:
        verbose_name = _("skema")
        verbose_name_plural = pgettext_lazy("many", "skema")
        ordering = ["number"]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return page_of("scheme_show", self.pk)

    def in_force(self) -> "SchemeVersion | None":
        """The version that new sessions may run on."""
        return self.versions.filter(status=SchemeVersion.Status.IN_FORCE).first()


class SchemeVersionStatus(Statuses):
    DRAFT = "draft", "waiting", _("Konsep")
    IN_FORCE = "in_force", "good", pgettext_lazy("rule", "Berlaku")
    REPLACED = "replaced", "ended", _("Diganti")
    WITHDRAWN = "withdrawn", "bad", _("Dicabut")


class SchemeVersionQuerySet(models.QuerySet["SchemeVersion"]):
    def in_force(self) -> Self:
        """Versions that the public sees and new sessions may run on."""
        return self.filter(status=SchemeVersion.Status.IN_FORCE)

    def latest_of_each(self) -> Self:
        """The newest version of each scheme, whatever its status."""
        newer = SchemeVersion.objects.filter(scheme=models.OuterRef("scheme"), number__gt=models.OuterRef("number"))
        return self.filter(~models.Exists(newer))

    def told_by_newest(self) -> Self:
        """The newest version of each scheme, with the number of the one in force beside a draft (`in_force_number`)."""
        in_force = SchemeVersion.objects.in_force().filter(scheme=models.OuterRef("scheme")).values("number")
        return self.latest_of_each().annotate(in_force_number=models.Subquery(in_force))

    def for_list(self) -> Self:
        """Rows of a scheme list."""
        return self.select_related("scheme").annotate(unit_count=number_of(self.model, "scheme_units"))

    def with_tree(self) -> Self:
        """A version with everything its page shows."""
        return self.select_related("scheme").prefetch_related(
            "requirements",
            "job_groups",
            "elective_groups",
            "scheme_units__job_group",
            "scheme_units__elective_group",
            "scheme_units__unit__standard",
            "scheme_units__unit__elements__criteria",
        )


class SchemeVersion(Version):
    """One edition of a scheme. A version that is or was in force never changes; a session runs on one for ever."""

    Status = SchemeVersionStatus
    STATES = StateMachine(
        Status,
        {
            Status.DRAFT: {Status.IN_FORCE: "published"},
            Status.IN_FORCE: {Status.REPLACED: "replaced", Status.WITHDRAWN: "withdrawn"},
            Status.REPLACED: {},
            Status.WITHDRAWN: {},
        },
    )

    class Packaging(models.TextChoices):
        KKNI = "kkni", _("KKNI")
        OCCUPATION = "occupation", _("Okupasi")
        CLUSTER = "cluster", _("Klaster")
        UNIT = "unit", pgettext_lazy("one", "Unit")

    PRINTED = ("title", "title_en", "field", "field_en")

    ACTS = {
        "created": Act(_("Konsep skema dibuat")),
        "imported": Act(_("Skema diimpor")),
        "copied": Act(_("Versi baru disalin")),
        "edited": Act(_("Konsep skema diubah")),
        "published": Act(_("Skema diberlakukan")),
        "replaced": Act(_("Diganti versi baru")),
        "withdrawn": Act(_("Skema dicabut"), "bad"),
    }

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="versions", verbose_name=_("skema"))
    status = StatusField(_("status"), max_length=20, statuses=Status, default=Status.DRAFT, editable=False)
    title = models.CharField(_("judul"), max_length=200)
    title_en = models.CharField(_("judul dalam bahasa Inggris"), max_length=200, blank=True)
    field = models.CharField(_("bidang"), max_length=150, help_text=_("Dicetak sebagai “kompeten pada bidang …”."))
    field_en = models.CharField(_("bidang dalam bahasa Inggris"), max_length=150, blank=True)
    packaging = models.CharField(_("jenis kemasan"), max_length=20, choices=Packaging.choices)
    kkni_level = models.PositiveSmallIntegerField(
        _("jenjang KKNI"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    validity_months = models.PositiveSmallIntegerField(
        _("masa berlaku sertifikat (bulan)"),
        default=36,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    renewal_months = models.PositiveSmallIntegerField(
        _("perpanjangan paling cepat (bulan sebelum berakhir)"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )
    kbli = models.CharField(
        _("kode KBLI"), max_length=5, blank=True, help_text=_("Lima angka, untuk nomor sertifikat.")
    )
    kbji = models.CharField(
        _("kode KBJI"), max_length=4, blank=True, help_text=_("Empat angka, untuk nomor sertifikat.")
    )
    registration_prefix = models.CharField(
        _("huruf nomor registrasi"),
        max_length=4,
        blank=True,
        help_text=_("Satu sampai empat huruf bidang, misalnya TIK."),
    )
    description = models.TextField(_("uraian"), blank=True)
    in_force_from = models.DateField(_("berlaku sejak"), null=True, blank=True, editable=False)
    ended_on = models.DateField(_("berakhir pada"), null=True, blank=True, editable=False)

    objects = SchemeVersionQuerySet.as_manager()

    guarded = Guarded()

    class Meta:
        verbose_name = _("versi skema")
        verbose_name_plural = pgettext_lazy("many", "versi skema")
        ordering = ["title", "-number"]
        constraints = [
            *numbered_versions("schemeversion", of="scheme", standing="in_force"),
            models.CheckConstraint(
                condition=models.Q(status__in=SchemeVersionStatus.values), name="schemeversion_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(packaging__in=["kkni", "occupation", "cluster", "unit"]),
                name="schemeversion_packaging_known",
            ),
            models.CheckConstraint(
                # "unknown" passes a check, so that a level is there has to be said
                condition=models.Q(packaging="kkni", kkni_level__isnull=False, kkni_level__gte=1, kkni_level__lte=9)
                | (~models.Q(packaging="kkni") & models.Q(kkni_level__isnull=True)),
                name="schemeversion_level_with_kkni",
                violation_error_message=_("Jenjang 1 sampai 9 wajib untuk kemasan KKNI dan hanya untuk KKNI."),
            ),
            models.CheckConstraint(
                condition=models.Q(renewal_months__gte=1, renewal_months__lte=24),
                name="schemeversion_renewal_sane",
                violation_error_message=_("Perpanjangan dibuka antara 1 dan 24 bulan sebelum berakhir."),
            ),
            models.CheckConstraint(
                condition=models.Q(validity_months__gte=1, validity_months__lte=120),
                name="schemeversion_validity_sane",
                violation_error_message=_("Masa berlaku antara 1 dan 120 bulan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"

    def get_absolute_url(self) -> str:
        return page_of("version_show", self.pk)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_in_force(self) -> bool:
        return self.status == self.Status.IN_FORCE

    def standards(self) -> models.QuerySet[Standard]:
        """The standards its units come from."""
        return Standard.objects.filter(units__scheme_units__version=self).distinct()

    def compulsory_units(self) -> "models.QuerySet[Any]":
        """The units every candidate is assessed on."""
        return self.scheme_units.filter(elective_group__isnull=True).select_related("unit")
