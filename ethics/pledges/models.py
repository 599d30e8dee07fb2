"""The pledge: an assessor reads the code clause by clause and signs for a period (code of ethics, clause 1)."""

import hashlib
from datetime import UTC, date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Assessor
from kit.acts import Act
from kit.addresses import page_of
from kit.guards import Guarded

from ..code.models import Code
from ..records import KEPT


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def visible_to(self, user: Any) -> Self:
        """Ethics officers and admins see every pledge; an assessor his own."""
        if user.is_ethics_officer or user.is_lsp_admin:
            return self.all()
        return self.filter(assessor__person__account=user)

    def newest_first(self) -> Self:
        codes = models.Prefetch("code", Code.objects.with_successor())
        return self.order_by("-begins_on", "-pk").select_related("assessor__person").prefetch_related(codes)


class Pledge(models.Model):
    """What an assessor signed: the words, for which days, by which account, when and from where."""

    ACTS = {
        "signed": Act(_("Ikrar kode etik ditandatangani"), "good"),
    }

    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="pledges", verbose_name=_("asesor"))
    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="pledges", verbose_name=_("kode etik"))
    begins_on = models.DateField(_("berlaku sejak"))
    ends_on = models.DateField(_("berlaku sampai"))
    statement = models.TextField(_("pernyataan"))
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("ditandatangani"))
    address = models.GenericIPAddressField(_("alamat jaringan"), null=True, blank=True)
    digest = models.CharField(_("sidik"), max_length=64, editable=False)

    objects = PledgeQuerySet.as_manager()

    guarded = Guarded("ethics_pledge", append_only=KEPT)

    class Meta:
        verbose_name = _("ikrar kode etik")
        verbose_name_plural = pgettext_lazy("many", "ikrar kode etik")
        ordering = ["-begins_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessor", "code", "begins_on"], name="pledge_unique"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("begins_on")), name="pledge_ends_after_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor}, {self.begins_on}"

    def get_absolute_url(self) -> str:
        return page_of("pledge_show", self.pk)

    @property
    def until_in_words(self) -> str:
        return date_format(self.last_day, "j F Y")

    @property
    def last_day(self) -> date:
        """The last day that it holds: as signed, or the day before another edition of the code came into force."""
        return min(self.ends_on, self.code.last_day or self.ends_on)

    @property
    def is_intact(self) -> bool:
        """Whether the row still says what was signed."""
        return self.digest == self.expected_digest()

    def covers(self, day: date) -> bool:
        return self.begins_on <= day <= self.ends_on

    def expected_digest(self) -> str:
        """SHA-256 of what was signed: who, which code, the days, the words, the moment in UTC and the address."""
        parts = (
            str(self.assessor_id), self.code.decree, self.begins_on.isoformat(), self.ends_on.isoformat(),
            self.statement, self.signed_at.astimezone(UTC).isoformat(), self.address or "",
        )  # fmt: skip
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()
