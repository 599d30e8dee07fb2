"""What happened, to what, by whom, when and why: one append-only table for every record of a certification."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.accounts import Account
from kit.acts import find, label_of
from kit.guards import Guarded


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, *rows: models.Model) -> Self:
        """The events of these rows, oldest first, actors at hand."""
        wanted = models.Q(pk__in=[])
        for row in rows:
            wanted |= models.Q(subject_type=row._meta.label_lower, subject_id=row.pk)
        return self.filter(wanted).select_related("actor").order_by("at", "pk")


class Event(models.Model):
    """One act. Rows are never changed or deleted; the database refuses both (assessments.guards)."""

    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    verb = models.CharField(_("peristiwa"), max_length=40)
    at = models.DateTimeField(_("dicatat"), auto_now_add=True)
    on = models.DateField(_("tanggal"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("oleh")
    )
    reason = models.TextField(_("alasan"), blank=True)
    data = models.JSONField(default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    guarded = Guarded(append_only="events are append-only")

    class Meta:
        verbose_name = _("peristiwa")
        verbose_name_plural = pgettext_lazy("many", "peristiwa")
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "at"], name="event_subject"),
            models.Index(fields=["actor", "-at"], name="event_actor"),
            models.Index(fields=["actor", "on", "subject_type", "subject_id"], name="event_day"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type}:{self.subject_id}"

    @property
    def label(self) -> str:
        """The act in the reader's words."""
        return label_of(self.subject_type, self.verb)

    @property
    def said(self) -> dict[str, Any]:
        """What the act said beside itself; nothing where the row holds what no act writes."""
        return self.data if isinstance(self.data, dict) else {}

    @classmethod
    def record(
        cls, row: models.Model, verb: str, *, by: Account | None, on: Any, reason: str = "", **data: Any
    ) -> "Event":
        """Write an act beside the change it tells of; the caller holds the transaction. It must have a name: `Act`."""
        subject = row._meta.label_lower
        find(subject, verb)
        return cls.objects.create(
            subject_type=subject, subject_id=row.pk, verb=verb, actor=by, on=on, reason=reason, data=data
        )
