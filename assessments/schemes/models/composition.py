"""What a scheme version is made of: its units in their groups, and what it asks of an applicant."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.guards import Guarded

from ...standards.models import Unit
from .schemes import SchemeVersion


class JobGroup(models.Model):
    """Kelompok pekerjaan: units that are assessed together."""

    version = models.ForeignKey(SchemeVersion, on_delete=models.CASCADE, related_name="job_groups")
    position = models.PositiveSmallIntegerField(_("urutan"), default=1)
    name = models.CharField(_("kelompok pekerjaan"), max_length=200)

    class Meta:
        verbose_name = _("kelompok pekerjaan")
        verbose_name_plural = pgettext_lazy("many", "kelompok pekerjaan")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="jobgroup_unique")]

    def __str__(self) -> str:
        return self.name


class ElectiveGroup(models.Model):
    """Unit pilihan: the candidate takes at least `min_units` and at most `max_units` of the group."""

    version = models.ForeignKey(SchemeVersion, on_delete=models.CASCADE, related_name="elective_groups")
    position = models.PositiveSmallIntegerField(_("urutan"), default=1)
    name = models.CharField(_("kelompok pilihan"), max_length=200)
    min_units = models.PositiveSmallIntegerField(_("paling sedikit"))
    max_units = models.PositiveSmallIntegerField(_("paling banyak"))

    guarded = Guarded()

    class Meta:
        verbose_name = _("kelompok pilihan")
        verbose_name_plural = pgettext_lazy("many", "kelompok pilihan")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "name"], name="electivegroup_unique"),
            models.CheckConstraint(
                condition=models.Q(max_units__gte=models.F("min_units")) & models.Q(max_units__gte=1),
                name="electivegroup_min_max",
                violation_error_message=_("Paling banyak tidak boleh kurang dari paling sedikit."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SchemeUnitQuerySet(models.QuerySet["SchemeUnit"]):
    def settled(self) -> Self:
        """Those of versions that are or were in force."""
        return self.exclude(version__status=SchemeVersion.Status.DRAFT)


class SchemeUnit(models.Model):
    """A unit's place in a scheme version: compulsory unless it belongs to an elective group."""

    version = models.ForeignKey(SchemeVersion, on_delete=models.CASCADE, related_name="scheme_units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="scheme_units", verbose_name=_("unit"))
    position = models.PositiveSmallIntegerField(_("urutan"))
    job_group = models.ForeignKey(
        JobGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="scheme_units",
        verbose_name=_("kelompok pekerjaan"),
    )
    elective_group = models.ForeignKey(
        ElectiveGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="scheme_units",
        verbose_name=_("kelompok pilihan"),
    )

    objects = SchemeUnitQuerySet.as_manager()
    guarded = Guarded()

    class Meta:
        verbose_name = _("unit skema")
        verbose_name_plural = pgettext_lazy("many", "unit skema")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "unit"],
                name="schemeunit_unique",
                violation_error_message=_("Unit ini sudah ada dalam skema."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.unit}"


class Requirement(models.Model):
    """A condition of the applicant: basic (schooling, experience) or administrative (papers)."""

    class Kind(models.TextChoices):
        BASIC = "basic", _("Persyaratan dasar")
        ADMINISTRATIVE = "administrative", _("Persyaratan administratif")

    version = models.ForeignKey(SchemeVersion, on_delete=models.CASCADE, related_name="requirements")
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind.choices)
    position = models.PositiveSmallIntegerField(_("urutan"), default=1)
    text = models.CharField(_("persyaratan"), max_length=500)

    class Meta:
        verbose_name = _("persyaratan")
        verbose_name_plural = pgettext_lazy("many", "persyaratan")
        ordering = ["-kind", "position"]  # basic before administrative, in the order of FR.APL-01
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["basic", "administrative"]), name="requirement_kind_known"
            )
        ]

    def __str__(self) -> str:
        return self.text
