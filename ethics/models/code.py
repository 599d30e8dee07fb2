"""The code of ethics as it was decreed: a code and its numbered clauses."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CodeQuerySet(models.QuerySet["Code"]):
    def in_force(self, on: date) -> "Code | None":
        """The code of a day with its clauses at hand, or None before any was kept."""
        begun = self.filter(in_force_from__lte=on).prefetch_related("clauses")
        return begun.order_by("-in_force_from", "-pk").first()

    def current(self) -> "Code | None":
        """The code in force today."""
        return self.in_force(timezone.localdate())


class Code(models.Model):
    """One edition of the assessors' code of ethics; a later decree brings a new row, never a changed one."""

    title = models.CharField(_("judul"), max_length=200)
    decree = models.CharField(_("keputusan"), max_length=120, unique=True)
    in_force_from = models.DateField(_("berlaku sejak"))

    objects = CodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("kode etik")
        verbose_name_plural = pgettext_lazy("many", "kode etik")
        ordering = ["-in_force_from", "-pk"]

    def __str__(self) -> str:
        return self.title


class Clause(models.Model):
    """One duty of the assessor, by its number; the English reading explains and does not bind."""

    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="clauses", verbose_name=_("kode etik"))
    number = models.PositiveSmallIntegerField(_("nomor"))
    text = models.TextField(_("bunyi"))
    text_en = models.TextField(_("bacaan bahasa Inggris"), blank=True)

    class Meta:
        verbose_name = _("butir kode etik")
        verbose_name_plural = pgettext_lazy("many", "butir kode etik")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="clause_unique"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="clause_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"
