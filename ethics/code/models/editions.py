"""What the code of ethics and the policies share: editions that are drafted, announced and followed by others."""

from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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

    class Standing(models.TextChoices):
        DRAFT = "draft", _("Konsep")
        COMING = "planned", _("Akan berlaku")
        IN_FORCE = "in_force", _("Berlaku")
        FORMER = "former", _("Tidak berlaku lagi")

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
