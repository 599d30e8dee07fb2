"""A witnessed assessment: somebody is there while an assessor assesses, and says how he did it (clauses 3 and 16)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.acts import Act
from kit.addresses import page_of
from kit.states import Statuses, StatusField

from ...checklists.statements import WITNESSED
from .evaluations import Evaluation, EvaluationQuerySet


class Witnessing(Evaluation):
    """Planned before or while the session runs; the assessor is told in advance."""

    class Conclusion(Statuses):
        MET = "met", "good", _("Memenuhi")
        IMPROVE = "improve", "waiting", _("Perlu perbaikan")

    ACTS = {
        "planned": Act(_("Penyaksian asesmen direncanakan"), "waiting"),
        "reported": Act(_("Laporan penyaksian diisi")),
        "replied": Act(_("Asesor menanggapi laporan penyaksian")),
        "called_off": Act(_("Penyaksian asesmen dibatalkan")),
    }

    happened_on = models.DateField(_("tanggal disaksikan"), null=True, editable=False)
    strengths = models.TextField(_("yang sudah baik"), blank=True, editable=False)
    improvements = models.TextField(_("yang perlu diperbaiki"), blank=True, editable=False)
    conclusion = StatusField(_("kesimpulan"), max_length=20, statuses=Conclusion, blank=True, editable=False)

    objects = EvaluationQuerySet.as_manager()

    class Meta(Evaluation.Meta):
        abstract = False
        verbose_name = _("penyaksian asesmen")
        verbose_name_plural = pgettext_lazy("many", "penyaksian asesmen")
        constraints = [
            *Evaluation.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(filled_at__isnull=True, happened_on__isnull=True, conclusion="")
                | models.Q(filled_at__isnull=False, happened_on__isnull=False, conclusion__in=["met", "improve"]),
                name="witnessing_report_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Penyaksian %(assessor)s, %(session)s") % {"assessor": self.assessor, "session": self.session})

    def get_absolute_url(self) -> str:
        return page_of("witness_show", self.pk)

    @classmethod
    def told(cls) -> models.Q:
        """The assessor knows in advance, so of every one."""
        return models.Q(pk__isnull=False)


class Observation(models.Model):
    """Whether one statement of conduct was true of the assessor, with a note."""

    witnessing = models.ForeignKey(Witnessing, on_delete=models.PROTECT, related_name="observations")
    statement = models.PositiveSmallIntegerField(_("pernyataan"))
    agrees = models.BooleanField(_("ya"))
    note = models.TextField(_("catatan"), blank=True)

    class Meta:
        verbose_name = _("pengamatan")
        verbose_name_plural = pgettext_lazy("many", "pengamatan")
        ordering = ["statement"]
        constraints = [
            models.UniqueConstraint(fields=["witnessing", "statement"], name="observation_unique"),
            models.CheckConstraint(
                condition=models.Q(statement__gte=1, statement__lte=len(WITNESSED)), name="observation_statement_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement}"

    @property
    def text(self) -> Any:
        """The statement in words."""
        return WITNESSED[self.statement - 1].text

    @property
    def clauses(self) -> tuple[int, ...]:
        """The clauses of the code that it speaks of."""
        return WITNESSED[self.statement - 1].clauses
