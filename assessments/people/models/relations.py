"""How people belong together, as far as it could bend a verdict (ISO/IEC 17024, 4.3; code of ethics, 7)."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .people import Person


class RelationQuerySet(models.QuerySet["Relation"]):
    def between(self, one: Person, other: Person) -> Self:
        """Whichever of the two was named first."""
        return self.filter(
            models.Q(person=one, relative=other) | models.Q(person=other, relative=one)
        )  # fmt: skip

    def of(self, person: Person) -> Self:
        """Everybody tied to this person."""
        ties = self.filter(models.Q(person=person) | models.Q(relative=person)).select_related("person", "relative")
        return ties.order_by("recorded_at", "pk")


class Relation(models.Model):
    """A tie between two people. Teaching has a table of its own (`Training`), as has where somebody works."""

    class Kind(models.TextChoices):
        FAMILY = "family", _("Keluarga")
        HOUSEHOLD = "household", _("Serumah")
        BUSINESS = "business", _("Hubungan usaha")
        OTHER = "other", _("Lainnya")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations", verbose_name=_("orang"))
    relative = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="relations_named", verbose_name=_("orang lain")
    )
    kind = models.CharField(_("hubungan"), max_length=20, choices=Kind.choices)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("hubungan antarorang")
        verbose_name_plural = pgettext_lazy("many", "hubungan antarorang")
        constraints = [
            models.UniqueConstraint(fields=["person", "relative", "kind"], name="relation_unique"),
            models.CheckConstraint(condition=~models.Q(person=models.F("relative")), name="relation_of_two"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["family", "household", "business", "other"]), name="relation_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.relative}"
