"""What the code of ethics and the policies share: editions that are drafted, announced and followed by others."""

import hashlib
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.acts import Act
from kit.addresses import page_of
from kit.guards import Guarded
from kit.states import Statuses


class EditionQuerySet(models.QuerySet[Any]):
    """Questions about editions; those that follow each other are of one `series`."""

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def coming(self, on: date) -> Self:
        """Published and not in force yet, the nearest first."""
        return self.published().filter(in_force_from__gt=on).order_by("in_force_from")

    def with_successor(self) -> Self:
        """Each with the day from which the next published edition holds, so that many need no question each."""
        return self.annotate(next_from=models.Subquery(self.later().values("in_force_from")[:1]))

    def not_followed(self, on: date) -> Self:
        """Published, and no later edition is in force on this day."""
        return self.published().present(on)

    def present(self, on: date) -> Self:
        """Drafts, and what no later edition has followed by this day."""
        followed = models.Exists(self.later().filter(in_force_from__lte=on))
        return self.filter(models.Q(published_at__isnull=True) | ~followed)

    def later(self) -> Any:
        """The published editions of the same series after the outer one, the nearest first."""
        series = {name: models.OuterRef(name) for name in self.model.series}
        later = self.model._default_manager.filter(published_at__isnull=False, **series)
        return later.filter(in_force_from__gt=models.OuterRef("in_force_from")).order_by("in_force_from")


class Edition(models.Model):
    """A draft until it is announced for a day; from then on it stands until the next edition of its series."""

    class Standing(Statuses):
        DRAFT = "draft", "waiting", _("Konsep")
        COMING = "planned", "waiting", _("Akan berlaku")
        IN_FORCE = "in_force", "good", _("Berlaku")
        FORMER = "former", "ended", _("Tidak berlaku lagi")

    series: ClassVar[tuple[str, ...]] = ()  # the fields that editions which follow each other have in common

    in_force_from = models.DateField(_("berlaku sejak"))
    published_at = models.DateTimeField(_("diumumkan"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    next_from: date | None  # what `with_successor` adds

    class Meta:
        abstract = True

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def standing(self) -> "Edition.Standing":
        """How the edition stands today."""
        if self.is_draft:
            return self.Standing.DRAFT
        if self.in_force_from > timezone.localdate():
            return self.Standing.COMING
        last = self.last_day
        return self.Standing.IN_FORCE if last is None or timezone.localdate() <= last else self.Standing.FORMER

    @property
    def last_day(self) -> date | None:
        """The day before the next published edition comes into force."""
        if "next_from" not in self.__dict__:
            self.next_from = type(self)._default_manager.with_successor().get(pk=self.pk).next_from  # type: ignore[attr-defined]
        return self.next_from - timedelta(days=1) if self.next_from else None


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

    ACTS = {
        "created": Act(_("Edisi kode etik dikonsep")),
        "edited": Act(_("Edisi kode etik diubah")),
        "published": Act(_("Edisi kode etik diumumkan")),
        "discarded": Act(_("Konsep kode etik dibuang")),
    }

    title = models.CharField(_("judul"), max_length=200)
    decree = models.CharField(
        _("keputusan"),
        max_length=120,
        unique=True,
        error_messages={"unique": _("Sudah ada edisi dengan keputusan ini.")},
    )

    objects = CodeQuerySet.as_manager()

    guarded = Guarded()

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

    guarded = Guarded()

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
