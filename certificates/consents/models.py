"""Whether a holder wants to stand in the public register of certificate holders (UU 27/2022, Art. 20: consent)."""

from datetime import date
from typing import Self

from dateutil.relativedelta import relativedelta
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Candidate
from kit.guards import Guarded

OF_AGE = 18  # below, parents consent (UU 27/2022, article 25), and the portal has no way to ask them


class RegisterConsentQuerySet(models.QuerySet["RegisterConsent"]):
    def in_force(self) -> Self:
        return self.filter(withdrawn_at=None)

    def counting(self, on: date) -> Self:
        """Those of holders who are of age that day by the birth date on record: it may have been corrected since."""
        return self.in_force().filter(candidate__person__birth_date__lte=on - relativedelta(years=OF_AGE))

    def stands(self, candidate: Candidate) -> bool:
        """Whether this candidate's yes stands."""
        return self.in_force().filter(candidate=candidate).exists()


class RegisterConsent(models.Model):
    """A holder's yes, from a moment until it is taken back. Earlier ones stay as proof."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+", verbose_name=_("asesi"))
    given_at = models.DateTimeField(_("diberikan"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("ditarik"), null=True, blank=True)

    objects = RegisterConsentQuerySet.as_manager()

    guarded = Guarded(never_deleted="a consent stays as proof")

    class Meta:
        verbose_name = _("persetujuan register publik")
        verbose_name_plural = pgettext_lazy("many", "persetujuan register publik")
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate"],
                condition=models.Q(withdrawn_at=None),
                name="registerconsent_one_standing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.given_at:%Y-%m-%d}"
