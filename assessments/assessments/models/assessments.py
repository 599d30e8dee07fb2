"""One candidate in one session, and the verdict on each unit."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.acts import Act
from kit.addresses import page_of
from kit.guards import Guarded
from kit.states import StateMachine, Statuses, StatusField

from ...assessors.models import Assessor
from ...people.models import Candidate
from ...schemes.models.composition import ElectiveGroup, SchemeUnit
from ...sessions.models import AssessmentSession
from ...standards.models import Unit
from .assessed import AsAssessed
from .involvement import PartQuerySet
from .verdicts import Verdict


class AssessmentStatus(Statuses):
    ENROLLED = "enrolled", "waiting", _("Terdaftar")
    SIGNED = "signed", "waiting", _("Menunggu keputusan")
    NOT_COMPETENT = "not_competent", "bad", _("Belum kompeten")
    GRANTED = "granted", "good", _("Kompeten")
    REFUSED = "refused", "bad", _("Ditolak")
    CANCELLED = "cancelled", "ended", _("Dibatalkan")


class AssessmentQuerySet(PartQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Admins see all; assessors their own candidates once their names are open; deciders what was signed;
        candidates their own.
        """
        if user.is_lsp_admin:
            return self.all()
        assessed = models.Q(assessor__person__account=user, opened_at__isnull=False)
        own = assessed | models.Q(candidate__person__account=user)
        if user.is_decision_maker:
            own |= models.Q(status__in=Assessment.DECIDABLE | Assessment.DECIDED)
        return self.filter(own)

    def assessed_by(self, user: Any) -> Self:
        """The assessments this account is the assessor of, as far as the candidates' names are open to him."""
        return self.assigned_to(user).filter(opened_at__isnull=False)

    def assigned_to(self, user: Any) -> Self:
        """The same, with those whose names are still closed: nothing of the candidate is shown of these."""
        return self.filter(assessor__person__account=user)

    def unopened(self) -> Self:
        """Places whose assessor has not said yet how he stands to the candidate's institution."""
        return self.filter(opened_at__isnull=True).exclude(status=Assessment.Status.CANCELLED)

    def undeclared(self) -> Self:
        """Places whose assessor has not said yet how he stands to the candidate."""
        return self.filter(cleared_at__isnull=True).exclude(status=Assessment.Status.CANCELLED)

    def enrolled(self) -> Self:
        """Places whose verdicts are not signed."""
        return self.filter(status=Assessment.Status.ENROLLED)

    def cancelled(self) -> Self:
        return self.filter(status=Assessment.Status.CANCELLED)

    def not_cancelled(self) -> Self:
        return self.exclude(status=Assessment.Status.CANCELLED)

    def unfinished(self) -> Self:
        """Enrolled, or signed and not yet decided."""
        return self.filter(status__in=Assessment.STATES.open)

    def awaiting_decision(self) -> Self:
        """Signed, wholly competent, not yet decided; oldest first."""
        return self.filter(status=Assessment.Status.SIGNED).order_by("signed_at", "pk")

    def up_for_decision(self) -> Self:
        """What every decision maker may see: signed and wholly competent, or decided."""
        return self.filter(status__in=Assessment.DECIDABLE | Assessment.DECIDED)

    def waiting_first(self) -> Self:
        """What awaits a decision, the longest waiting on top; then what is decided, the newest on top."""
        waiting = models.Case(models.When(status=Assessment.Status.SIGNED, then="signed_at"))
        return self.order_by(waiting.asc(nulls_last=True), "-signed_at", "pk")

    def granted(self) -> Self:
        return self.filter(status=Assessment.Status.GRANTED)

    def for_list(self) -> Self:
        """Rows of an assessment list; who somebody is by law is neither shown there nor deciphered."""
        joined = self.select_related(
            "candidate__person", "assessor__person", "session__scheme_version__scheme", "session__venue", "decision"
        )
        return joined.defer("candidate__person__identity_number", "assessor__person__identity_number")

    def with_hold(self) -> Self:
        """Adds whether it is held from its assessor (a conflict of interest that is not decided)."""
        held = {"holds__assessor": models.OuterRef("assessor"), "holds__lifted_at__isnull": True}
        return self.annotate(is_held=models.Exists(Assessment.objects.filter(pk=models.OuterRef("pk"), **held)))

    def with_progress(self) -> Self:
        """Adds how many units there are, are decided, and are BK."""
        return self.annotate(
            unit_total=models.Count("verdicts"),
            unit_set=models.Count("verdicts", filter=~models.Q(verdicts__outcome=Verdict.Outcome.PENDING)),
            unit_bk=models.Count("verdicts", filter=models.Q(verdicts__outcome=Verdict.Outcome.NOT_YET)),
        )


class Assessment(AsAssessed):
    """One attempt of one candidate at a scheme version. A second attempt is a new row, never an edited verdict."""

    Status = AssessmentStatus
    STATES = StateMachine(
        Status,
        {
            Status.ENROLLED: {
                Status.SIGNED: "signed",
                Status.NOT_COMPETENT: "not_competent",
                Status.CANCELLED: "cancelled",
            },
            Status.SIGNED: {Status.GRANTED: "granted", Status.REFUSED: "refused"},
            Status.NOT_COMPETENT: {},
            Status.GRANTED: {},
            Status.REFUSED: {},
            Status.CANCELLED: {},
        },
    )
    DECIDED = frozenset({Status.GRANTED, Status.REFUSED})
    DECIDABLE = STATES.before(*DECIDED)
    # Who the person is changes no more: awaiting the decision, or granted and without a certificate yet.
    FREEZES_PERSON = models.Q(status=Status.SIGNED) | models.Q(status=Status.GRANTED, certified_at=None)

    ACTS = {
        "enrolled": Act(
            _("Terdaftar pada jadwal uji"), "waiting", told=_("Anda terdaftar pada jadwal uji"), told_tone="info"
        ),
        "recorded": Act(_("Penilaian disimpan")),
        "shown": Act(
            _("Penilaian ditunjukkan kepada asesi"),
            told=_("Asesor menunjukkan penilaiannya kepada Anda"),
            told_tone="info",
        ),
        "answered": Act(_("Asesi menanggapi penilaian"), told=_("Anda menanggapi penilaian"), told_tone="info"),
        "signed": Act(
            _("Semua unit kompeten, ditandatangani asesor"),
            "good",
            told=_("Asesor menilai semua unit kompeten"),
            told_tone="good",
        ),
        "not_competent": Act(
            _("Ditandatangani asesor: belum kompeten"),
            "bad",
            told=_("Asesor selesai menilai: ada unit yang belum kompeten"),
            told_tone="bad",
        ),
        "granted": Act(
            _("Sertifikasi diberikan"), "good", told=_("LSP memutuskan: sertifikasi diberikan"), told_tone="good"
        ),
        "refused": Act(
            _("Sertifikasi ditolak"), "bad", told=_("LSP memutuskan: sertifikasi tidak diberikan"), told_tone="bad"
        ),
        "certified": Act(_("Sertifikat diterbitkan"), "good", told=_("Sertifikat diterbitkan"), told_tone="good"),
        "cancelled": Act(_("Pendaftaran dibatalkan"), "bad", told=_("Pendaftaran dibatalkan"), told_tone="ended"),
        "reassigned": Act(_("Asesor diganti")),
        "names_opened": Act(_("Nama asesi dibuka bagi asesor")),
        "relation_declared": Act(_("Asesor menyatakan hubungannya")),
        "held": Act(_("Penilaian ditahan: kemungkinan benturan kepentingan")),
        "hold_lifted": Act(_("Penahanan dicabut")),
        "supervised": Act(_("Asesor didampingi pengawas")),
    }

    session = models.ForeignKey(
        AssessmentSession, on_delete=models.PROTECT, related_name="assessments", verbose_name=_("jadwal uji")
    )
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="assessments", verbose_name=_("asesi")
    )
    assessor = models.ForeignKey(
        Assessor, on_delete=models.PROTECT, related_name="assessments", verbose_name=_("asesor")
    )
    status = StatusField(_("status"), max_length=20, statuses=Status, default=Status.ENROLLED, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    comment = models.TextField(_("komentar asesor"), blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    signed_at = models.DateTimeField(_("ditandatangani"), null=True, editable=False)
    enrolled_at = models.DateTimeField(_("didaftarkan"), auto_now_add=True)
    # Since when its assessor sees who the candidate is, and since when he has said how he stands to him.
    opened_at = models.DateTimeField(null=True, editable=False)
    cleared_at = models.DateTimeField(null=True, editable=False)
    # Since when the candidate sees the verdicts and may answer them, before they are signed.
    shown_at = models.DateTimeField(null=True, editable=False)

    involvement: str  # only after `with_involvement_of`

    objects = AssessmentQuerySet.as_manager()

    guarded = Guarded(never_deleted="assessments are never deleted")

    class Meta:
        verbose_name = _("asesmen")
        verbose_name_plural = pgettext_lazy("many", "asesmen")
        ordering = ["-enrolled_at", "-pk"]
        indexes = [models.Index(fields=["status", "signed_at"], name="assessment_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "candidate"],
                name="assessment_unique",
                violation_error_message=_("Asesi ini sudah terdaftar pada jadwal ini."),
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=AssessmentStatus.values), name="assessment_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["enrolled", "cancelled"])
                | models.Q(signed_at__isnull=False, signed_by__isnull=False),
                name="assessment_judged_means_signed",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["enrolled", "cancelled"]) | ~models.Q(assessed_name=""),
                name="assessment_judged_says_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} – {self.session}"

    def get_absolute_url(self) -> str:
        return page_of("assessment_show", self.pk)

    @property
    def scheme_version(self) -> Any:
        return self.session.scheme_version

    @property
    def is_open(self) -> bool:
        """Whether verdicts may still be recorded."""
        return self.status == self.Status.ENROLLED

    @property
    def is_competent(self) -> bool:
        """Every enrolled unit is K, at least one, no compulsory unit left out, every elective minimum met."""
        return self.verdicts.exists() and not self.outstanding_units() and not self.short_elective_groups()

    def outstanding_units(self) -> list[Unit]:
        """Units that still stand between the candidate and competence: pending, BK, or never enrolled."""
        judged = {v.unit_id: v for v in self.verdicts.select_related("unit")}
        missing = [su.unit for su in self.scheme_version.compulsory_units() if su.unit_id not in judged]
        return [v.unit for v in judged.values() if v.outcome != Verdict.Outcome.COMPETENT] + missing

    def short_elective_groups(self) -> list[ElectiveGroup]:
        """Elective groups of which too few units are competent."""
        competent = set(self.verdicts.filter(outcome=Verdict.Outcome.COMPETENT).values_list("unit_id", flat=True))
        groups: dict[ElectiveGroup, int] = dict.fromkeys(self.scheme_version.elective_groups.all(), 0)
        for place in SchemeUnit.objects.filter(
            version=self.scheme_version, elective_group__isnull=False
        ).select_related("elective_group"):
            if place.elective_group:
                groups[place.elective_group] += place.unit_id in competent
        return [group for group, count in groups.items() if count < group.min_units]

    def is_held_from(self, assessor: Assessor) -> bool:
        """Whether this assessor may not judge it: a conflict of interest that is open, or that had him replaced."""
        return self.holds.filter(assessor=assessor, lifted_at__isnull=True).exists()

    @property
    def supervision(self) -> models.QuerySet[Any]:
        """Who is beside its present assessor, and why; empty for almost all."""
        return self.supervisions.filter(assessor=self.assessor_id).select_related("supervisor")
