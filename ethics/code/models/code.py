"""The code of ethics as it was decreed: its editions, each with numbered clauses."""

import hashlib
from datetime import date
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.addresses import page_of

from .editions import Edition, EditionQuerySet


class CodeQuerySet(EditionQuerySet):
    def visible_to(self, user: Any) -> Self:
        """What is published is for everybody; a draft for ethics officers and admins."""
        if user.is_authenticated and (user.is_ethics_officer or user.is_lsp_admin):
            return self.all()
        return self.published()

    def in_force(self, on: date) -> "Code | None":
        """The published code of a day with its clauses at hand, or None before any was kept."""
        begun = self.published().filter(in_force_from__lte=on).prefetch_related("clauses")
        return begun.order_by("-in_force_from", "-pk").first()

    def coming(self, on: date) -> Self:
        return super().coming(on).prefetch_related("clauses")

    def current(self) -> "Code | None":
        """The code in force today."""
        return self.in_force(timezone.localdate())


class Code(Edition):
    """One edition of the assessors' code of ethics; another decree brings a new row, never a changed one."""

    title = models.CharField(_("judul"), max_length=200)
    decree = models.CharField(
        _("keputusan"),
        max_length=120,
        unique=True,
        error_messages={"unique": _("Sudah ada edisi dengan keputusan ini.")},
    )

    objects = CodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("kode etik")
        verbose_name_plural = pgettext_lazy("many", "kode etik")
        ordering = ["-in_force_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["in_force_from"],
                condition=models.Q(published_at__isnull=False),
                name="code_one_from_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return page_of("code_read", self.pk)

    def may_change(self, on: date) -> bool:
        """Whether its words are still open: it is not in force and nobody pledged to it."""
        return (self.is_draft or self.in_force_from > on) and not self.pledges.exists()

    @property
    def trace(self) -> str:
        """Says whether two readers have the same words before them."""
        words = [self.title, self.decree, *(f"{clause.number} {clause.text}" for clause in self.clauses.all())]
        return hashlib.sha256("\n".join(words).encode()).hexdigest()[:20]


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
