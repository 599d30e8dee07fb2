"""Standards, their units of competency, elements and criteria (KUK)."""

import re
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.acts import Act
from kit.addresses import page_of
from kit.guards import Guarded
from kit.row_counts import number_of

from ..codes import coded, words_of

# The families that public SKKNI documents show; a code outside them is kept and warned about, never refused.
UNIT_CODE_FAMILIES = {
    "2007": re.compile(r"^[A-Z]{3}\.[A-Z]{2}\d{2}\.\d{3}\.\d{2}$"),
    "KBLI": re.compile(r"^[A-V]\.\d{5,6}\.\d{3}(\.\d{1,2})?$"),
    "KBLI+": re.compile(r"^[A-V]\.\d{2}[A-Z]{3}\d{2}\.\d{3}(\.\d{1,2})?$"),
}


def unit_code_family(code: str) -> str:
    """The family a unit code belongs to, or "" when it fits none."""
    return next((name for name, pattern in UNIT_CODE_FAMILIES.items() if pattern.match(code)), "")


class Standard(models.Model):
    """A competency standard of one of the three kinds that PP 10/2018 Art. 1 names."""

    class Kind(models.TextChoices):
        SKKNI = "skkni", _("SKKNI")
        INTERNATIONAL = "international", _("Standar internasional")
        SPECIAL = "special", _("Standar khusus")

    PRINTED = ("number", "title")

    ACTS = {
        "created": Act(_("Standar dibuat")),
        "edited": Act(_("Standar diubah")),
    }

    kind = models.CharField(_("jenis"), max_length=20, choices=Kind.choices)
    number = models.CharField(_("nomor"), max_length=60, help_text=_("Nomor keputusan atau nomor standar."))
    year = models.PositiveSmallIntegerField(_("tahun"))
    title = models.CharField(_("judul"), max_length=300)
    issuer = models.CharField(_("penerbit"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("standar")
        verbose_name_plural = pgettext_lazy("many", "standar")
        ordering = ["kind", "-year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number", "year"],
                name="standard_unique",
                violation_error_message=_("Standar dengan jenis, nomor, dan tahun ini sudah ada."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["skkni", "international", "special"]), name="standard_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(year__gte=1945, year__lte=2100),
                name="standard_year_sane",
                violation_error_message=_("Tahun harus antara 1945 dan 2100."),
            ),
        ]

    def __str__(self) -> str:
        return self.citation

    def get_absolute_url(self) -> str:
        return page_of("standard_show", self.pk)

    @property
    def citation(self) -> str:
        """As it is quoted: "SKKNI Nomor 282 Tahun 2016"."""
        return f"{self.get_kind_display()} Nomor {self.number} Tahun {self.year}"


class UnitQuerySet(models.QuerySet["Unit"]):
    def for_list(self) -> Self:
        """Rows of the unit list."""
        return self.select_related("standard").annotate(element_count=number_of(self.model, "elements"))

    def matching(self, text: str) -> Self:
        """Units whose code or title contains every word."""
        rows = self
        for word in words_of(text)[:8]:
            titled = models.Q(title__icontains=word) | models.Q(title_en__icontains=word)
            rows = rows.filter(titled | models.Q(code__icontains=word) | coded("code", word))
        return rows

    def with_tree(self) -> Self:
        """Units with their elements and criteria at hand."""
        return self.select_related("standard").prefetch_related("elements__criteria")


class Unit(models.Model):
    """A unit of competency. The code is kept as the source wrote it."""

    PRINTED = ("code", "title", "title_en")

    ACTS = {
        "created": Act(_("Unit dibuat")),
        "edited": Act(_("Unit diubah")),
        "elements": Act(_("Elemen dan kriteria diubah")),
    }

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="units", verbose_name=_("standar"))
    code = models.CharField(_("kode unit"), max_length=40)
    title = models.CharField(_("judul"), max_length=255)
    title_en = models.CharField(_("judul dalam bahasa Inggris"), max_length=255, blank=True)
    description = models.TextField(_("deskripsi"), blank=True)

    objects = UnitQuerySet.as_manager()

    guarded = Guarded()

    class Meta:
        verbose_name = _("unit kompetensi")
        verbose_name_plural = pgettext_lazy("many", "unit kompetensi")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "code"],
                name="unit_unique",
                violation_error_message=_("Kode unit ini sudah ada pada standar tersebut."),
            ),
            models.CheckConstraint(condition=~models.Q(code="") & ~models.Q(title=""), name="unit_named"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return page_of("unit_show", self.pk)

    @property
    def code_is_known(self) -> bool:
        """Whether the code fits a known family; a soft check."""
        return bool(unit_code_family(self.code))

    def is_frozen(self) -> bool:
        """Whether a scheme version that is or was in force uses the unit, so that its wording must stay."""
        return self.scheme_units.settled().exists()


class Element(models.Model):
    """An element of competency; numbered within its unit."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="elements", verbose_name=_("unit"))
    position = models.PositiveSmallIntegerField(_("nomor"))
    title = models.CharField(_("elemen kompetensi"), max_length=400)

    class Meta:
        verbose_name = _("elemen kompetensi")
        verbose_name_plural = pgettext_lazy("many", "elemen kompetensi")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["unit", "position"], name="element_unique")]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"


class Criterion(models.Model):
    """A performance criterion (KUK); numbered within its element."""

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="criteria", verbose_name=_("elemen"))
    position = models.PositiveSmallIntegerField(_("nomor"))
    text = models.TextField(_("kriteria unjuk kerja"))

    class Meta:
        verbose_name = _("kriteria unjuk kerja")
        verbose_name_plural = pgettext_lazy("many", "kriteria unjuk kerja")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["element", "position"], name="criterion_unique")]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"

    @property
    def number(self) -> str:
        """As SKKNI numbers it: element dot criterion, "1.2"."""
        return f"{self.element.position}.{self.position}"
