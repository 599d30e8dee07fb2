"""FR.AK-06: how one assessor's work in one finished session kept to the principles of assessment (clauses 6 and 16)."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.acts import Act
from kit.addresses import page_of

from .evaluations import Evaluation, EvaluationQuerySet


class Procedure(models.TextChoices):
    """The rows of the form's first part."""

    PLAN = "plan", _("Rencana asesmen")
    PREPARATION = "preparation", _("Persiapan asesmen")
    CONDUCT = "conduct", _("Pelaksanaan asesmen")
    DECISION = "decision", _("Keputusan asesmen")
    FEEDBACK = "feedback", _("Umpan balik asesmen")


class Principle(models.TextChoices):
    """The columns of the form's first part."""

    VALID = "valid", _("Validitas")
    RELIABLE = "reliable", _("Reliabel")
    FLEXIBLE = "flexible", _("Fleksibel")
    FAIR = "fair", _("Adil")


class Dimension(models.TextChoices):
    """The dimensions of competence by which the form's second part asks whether the decision is consistent."""

    TASK = "ts", _("Melaksanakan tugas (TS)")
    MANAGEMENT = "tms", _("Mengelola tugas (TMS)")
    CONTINGENCY = "cms", _("Menghadapi hal tak terduga (CMS)")
    ENVIRONMENT = "jres", _("Menyesuaikan diri dengan lingkungan kerja (JRES)")
    TRANSFER = "trs", _("Menerapkan pada keadaan lain (TRS)")


CONSISTENCY = "consistency"
# Every mark of a whole form: (step, aspect).
MARKS: tuple[tuple[str, str], ...] = (
    *((step.value, aspect.value) for step in Procedure for aspect in Principle),
    *((CONSISTENCY, aspect.value) for aspect in Dimension),
)


class ReviewQuerySet(EvaluationQuerySet):
    def for_list(self) -> Self:
        """Rows of a list, with how many marks say that something does not conform."""
        return super().for_list().annotate(unfit=models.Count("marks", filter=models.Q(marks__fits=False)))


class Review(Evaluation):
    """One FR.AK-06, asked of a reviewer who did not assess those candidates."""

    ACTS = {
        "asked": Act(_("Tinjauan asesmen diminta")),
        "filled": Act(_("Tinjauan asesmen diisi")),
        "replied": Act(_("Asesor menanggapi tinjauan")),
        "called_off": Act(_("Permintaan tinjauan dibatalkan")),
    }

    process_advice = models.TextField(_("rekomendasi untuk prosedur asesmen"), blank=True, editable=False)
    decision_advice = models.TextField(_("rekomendasi untuk keputusan asesmen"), blank=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta(Evaluation.Meta):
        abstract = False
        verbose_name = _("tinjauan asesmen")
        verbose_name_plural = pgettext_lazy("many", "tinjauan asesmen")

    def __str__(self) -> str:
        return str(_("Tinjauan %(assessor)s, %(session)s") % {"assessor": self.assessor, "session": self.session})

    def get_absolute_url(self) -> str:
        return page_of("review_show", self.pk)

    def grid(self) -> list[tuple[Any, list[tuple[Any, bool]]]]:
        """The first part row by row: the procedure, and for each principle whether it conforms."""
        fits = self._fits()
        return [(step.label, [(aspect.label, fits[step, aspect]) for aspect in Principle]) for step in Procedure]

    def consistency(self) -> list[tuple[Any, bool]]:
        """The second part: each dimension, and whether the decision is consistent in it."""
        fits = self._fits()
        return [(aspect.label, fits[CONSISTENCY, aspect]) for aspect in Dimension]

    def _fits(self) -> dict[tuple[str, str], bool]:
        return {(mark.step, mark.aspect): mark.fits for mark in self.marks.all()}


class ReviewMark(models.Model):
    """One cell of the form: conforms, or not."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="marks")
    step = models.CharField(_("prosedur"), max_length=20)
    aspect = models.CharField(_("prinsip atau dimensi"), max_length=20)
    fits = models.BooleanField(_("sesuai"))

    class Meta:
        verbose_name = _("isian tinjauan")
        verbose_name_plural = pgettext_lazy("many", "isian tinjauan")
        constraints = [
            models.UniqueConstraint(fields=["review", "step", "aspect"], name="reviewmark_unique"),
            models.CheckConstraint(
                condition=models.Q(step__in=Procedure.values, aspect__in=Principle.values)
                | models.Q(step=CONSISTENCY, aspect__in=Dimension.values),
                name="reviewmark_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step}/{self.aspect}"
