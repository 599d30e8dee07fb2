"""What an assessor says of his relations before he assesses (code of ethics, clause 7)."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Assessment, AssessmentSession, Assessor, Person, Relation
from assessments.ties import questions as ties
from kit.acts import Act
from kit.addresses import page_of
from kit.guards import Guarded, Kept
from kit.states import Statuses

from ..records import KEPT


class Tie(models.TextChoices):
    """How an assessor may stand to whom he assesses."""

    NONE = "none", _("Tidak ada hubungan")
    FAMILY = "family", _("Keluarga")
    HOUSEHOLD = "household", _("Serumah atau alamat sama")
    TRAINER = "trainer", _("Pernah melatih atau mengajar")
    EMPLOYER = "employer", _("Bekerja pada lembaga yang sama")
    BUSINESS = "business", _("Hubungan usaha atau kontrak")
    DISPUTE = "dispute", _("Pernah berselisih atau dalam perkara")
    OTHER = "other", _("Hubungan lain")


class DeclarationQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Ethics officers see every declaration; an assessor his own."""
        return self.all() if user.is_ethics_officer else self.filter(assessor__person__account=user)


class Declaration(models.Model):
    """One answer of one assessor; never changed afterwards."""

    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="%(class)ss")
    tie = models.CharField(_("hubungan"), max_length=20, choices=Tie.choices)
    note = models.TextField(_("keterangan"), blank=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(_("dinyatakan"), auto_now_add=True)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        abstract = True


class InstitutionDeclaration(Declaration):
    """How the assessor stands to a school or company whose people he is to assess, before he sees their names."""

    ACTS = {
        "declared": Act(_("Hubungan dengan lembaga dinyatakan")),
    }

    session = models.ForeignKey(AssessmentSession, on_delete=models.PROTECT, related_name="institution_declarations")
    institution = models.CharField(_("lembaga"), max_length=150)

    guarded = Guarded("ethics_institutiondeclaration", append_only=KEPT)

    class Meta:
        verbose_name = _("pernyataan hubungan dengan lembaga")
        verbose_name_plural = pgettext_lazy("many", "pernyataan hubungan dengan lembaga")
        constraints = [
            models.UniqueConstraint(fields=["session", "assessor", "institution"], name="institution_declared_once"),
            models.CheckConstraint(
                condition=models.Q(tie="none") | ~models.Q(note=""), name="institution_tie_explained"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor} – {self.institution}"


class CandidateDeclaration(Declaration):
    """How the assessor stands to one candidate."""

    ACTS = {
        "declared": Act(_("Hubungan dengan asesi dinyatakan")),
    }

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="candidate_declarations")

    guarded = Guarded("ethics_candidatedeclaration", append_only=KEPT)

    class Meta:
        verbose_name = _("pernyataan hubungan dengan asesi")
        verbose_name_plural = pgettext_lazy("many", "pernyataan hubungan dengan asesi")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "assessor"], name="candidate_declared_once"),
            models.CheckConstraint(condition=models.Q(tie="none") | ~models.Q(note=""), name="candidate_tie_explained"),
        ]

    def __str__(self) -> str:
        return f"{self.assessor} – {self.assessment_id}"


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def visible_to(self, user: Any) -> Self:
        """Ethics officers see every conflict; an assessor those about himself."""
        return self.all() if user.is_ethics_officer else self.filter(assessor__person__account=user)

    def with_involvement_of(self, user: Any) -> Self:
        """Adds `is_involved`: whether this account has a part in the matter and so may not decide it.

        As assessor, candidate, colleague in the session or trainer, or as somebody tied to the assessor or candidate.
        """
        parts: models.QuerySet[Any] = Assessment.objects.with_involvement_of(user).filter(
            pk=models.OuterRef("assessment")
        )
        assessment = parts.exclude(involvement="")
        himself = Assessor.objects.filter(pk=models.OuterRef("assessor"), person__account=user)
        pair = ("assessor__person", "assessment__candidate__person")
        one = models.Q(*[("relative", models.OuterRef(side)) for side in pair], _connector=models.Q.OR)
        other = models.Q(*[("person", models.OuterRef(side)) for side in pair], _connector=models.Q.OR)
        tied = Relation.objects.filter(models.Q(one, person__account=user) | models.Q(other, relative__account=user))
        return self.annotate(
            is_involved=models.Exists(assessment) | models.Exists(himself) | models.Exists(tied)
        )  # fmt: skip

    def open_first(self) -> Self:
        """What waits for a decision on top, the longest waiting first; then what is decided, the newest on top."""
        waiting = models.Case(models.When(outcome="", then="raised_at"))
        return self.order_by(waiting.asc(nulls_last=True), "-decided_at", "pk")

    def awaiting_replacement(self) -> Self:
        """Decided to replace an assessor who still holds the candidate; one row for each place, oldest first."""
        standing = self.filter(
            outcome=Conflict.Outcome.REPLACE,
            assessment__assessor=models.F("assessor"),
            assessment__status=Assessment.Status.ENROLLED,
            assessment__session__status__in=AssessmentSession.STATES.open,
        )
        earlier = Conflict.objects.filter(
            outcome=Conflict.Outcome.REPLACE, assessment=models.OuterRef("assessment"),
            assessor=models.OuterRef("assessor"), pk__lt=models.OuterRef("pk"),
        )  # fmt: skip
        return standing.exclude(models.Exists(earlier)).order_by("decided_at", "pk")

    def open(self) -> Self:
        """Not decided yet, oldest first."""
        return self.filter(outcome="").order_by("raised_at", "pk")

    def for_list(self) -> Self:
        return self.select_related(
            "assessor__person", "assessment__candidate__person", "assessment__session__scheme_version", "decided_by"
        )


RAISED = "assessment assessor source tie detail raised_at".split()


class Conflict(models.Model):
    """Holds an assessment from an assessor until somebody who is not involved decides."""

    class Source(models.TextChoices):
        DECLARED = "declared", _("Dinyatakan asesor")
        FOUND = "found", _("Ditemukan portal")

    class Outcome(models.TextChoices):
        REPLACE = "replace", _("Asesor diganti")
        SUPERVISE = "supervise", _("Boleh mengases dengan pengawasan")
        DISMISS = "dismiss", _("Bukan benturan kepentingan")
        # Once the verdicts are signed nobody can be replaced or stand beside: they count, or they do not.
        UPHOLD = "uphold", _("Penilaian tidak dapat dipakai")

    FOR_GOOD = (Outcome.REPLACE, Outcome.UPHOLD)  # what keeps the assessor away whatever else is decided

    class State(Statuses):
        """How it stands, in the few words of a badge."""

        UNDECIDED = "undecided", "waiting", _("Menunggu putusan")
        REPLACE = "replace", "bad", _("Asesor diganti")
        SUPERVISE = "supervise", "suspended", _("Dengan pengawasan")
        DISMISS = "dismiss", "good", _("Bukan benturan")
        UPHOLD = "uphold", "bad", _("Tidak dapat dipakai")

    ACTS = {
        "raised": Act(_("Kemungkinan benturan kepentingan dicatat")),
        "decided": Act(_("Benturan kepentingan diputuskan")),
    }

    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="conflicts", verbose_name=_("asesmen")
    )
    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="conflicts", verbose_name=_("asesor"))
    source = models.CharField(_("asal"), max_length=20, choices=Source.choices)
    tie = models.CharField(_("hubungan"), max_length=20, choices=Tie.choices)
    detail = models.TextField(_("keterangan"))
    raised_at = models.DateTimeField(_("dicatat"), auto_now_add=True)
    outcome = models.CharField(_("putusan"), max_length=20, choices=Outcome.choices, blank=True, editable=False)
    reason = models.TextField(_("alasan"), blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(_("diputuskan"), null=True, editable=False)

    objects = ConflictQuerySet.as_manager()

    guarded = Guarded(
        never_deleted=KEPT,
        kept=Kept("conflict_stays", "a conflict is decided once and otherwise stays", RAISED, once="OLD.outcome <> ''"),
    )

    class Meta:
        verbose_name = _("benturan kepentingan")
        verbose_name_plural = pgettext_lazy("many", "benturan kepentingan")
        ordering = ["-raised_at", "-pk"]
        indexes = [models.Index(fields=["outcome", "raised_at"], name="conflict_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "assessor", "source", "tie"],
                condition=models.Q(outcome=""),
                name="conflict_one_open",
            ),
            models.CheckConstraint(condition=~models.Q(tie="none"), name="conflict_is_a_tie"),
            models.CheckConstraint(
                condition=models.Q(outcome="", decided_at__isnull=True, decided_by__isnull=True)
                | (
                    models.Q(outcome__in=["replace", "supervise", "dismiss", "uphold"])
                    & models.Q(decided_at__isnull=False, decided_by__isnull=False)
                    & ~models.Q(reason="")
                ),
                name="conflict_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor}: {self.tie_shown}"

    def get_absolute_url(self) -> str:
        return page_of("conflict_show", self.pk)

    @property
    def is_dispute_found(self) -> bool:
        """Whether the LSP has on record that the two were at odds; it may be a case, and cases are confidential."""
        return self.source == self.Source.FOUND and self.tie == Tie.DISPUTE

    @property
    def tie_shown(self) -> str:
        """The tie as every reader may read it; the same for any dispute on record."""
        return str(_("Tercatat pada LSP") if self.is_dispute_found else self.get_tie_display())

    def tells(self, user: Any) -> bool:
        """Whether this reader is told why: an assessor never learns from it which candidate a case was about."""
        return not (self.is_dispute_found and self.assessor.person.account_id == user.pk)

    @property
    def state(self) -> "Conflict.State":
        """For its badge: open, or what was decided."""
        return Conflict.State(self.outcome or "undecided")

    @property
    def supervision(self) -> models.QuerySet[Any]:
        """Who is beside this assessor, when that was decided."""
        return self.assessment.supervisions.filter(assessor=self.assessor_id).select_related("supervisor")

    @property
    def is_open(self) -> bool:
        return not self.outcome

    @property
    def outcomes(self) -> tuple["Conflict.Outcome", ...]:
        """What an officer may decide as the assessment stands: before the signature and after it."""
        own = Conflict.Outcome
        if self.assessment.is_open:
            return (own.REPLACE, own.SUPERVISE, own.DISMISS)
        return (own.UPHOLD, own.DISMISS)

    @property
    def ties_on_record(self) -> list[tuple[Person, ties.Recorded]]:
        """Every tie that is recorded now between the candidate and who judges this assessment, with who that is."""
        judges = Person.objects.in_bulk({self.assessor.person_id, *ties.judging(self.assessment)})
        found = ties.recorded(self.assessment.candidate.person_id, judges)
        return [(judges[tie.other_id if tie.other_id in judges else tie.person_id], tie) for tie in found]
