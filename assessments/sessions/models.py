"""Assessment sessions (jadwal uji) and who assesses in them."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.acts import Act
from kit.addresses import page_of
from kit.guards import Guarded
from kit.row_counts import number_of
from kit.states import StateMachine, Statuses, StatusField

from ..assessors.models import Assessor
from ..schemes.models.schemes import SchemeVersion
from ..venues.models import Venue

TAKES_A_PLACE = ~models.Q(status="cancelled")


class SessionStatus(Statuses):
    PLANNED = "planned", "waiting", _("Direncanakan")
    RUNNING = "running", "info", _("Berlangsung")
    FINISHED = "finished", "ended", _("Selesai")
    CANCELLED = "cancelled", "ended", _("Dibatalkan")


class SessionQuerySet(models.QuerySet["AssessmentSession"]):
    def visible_to(self, user: Any) -> Self:
        """Admins see every session; an assessor those he is assigned to."""
        return self.all() if user.is_lsp_admin else self.assigned_to(user)

    def assigned_to(self, user: Any) -> Self:
        """The sessions in which this account's person is an assessor; each once, as he is assigned once."""
        return self.filter(assignments__assessor__person__account=user)

    def open(self) -> Self:
        """Sessions that still take place."""
        return self.filter(status__in=AssessmentSession.STATES.open)

    def overlapping(self, session: "AssessmentSession") -> Self:
        """Other open sessions that share time with this one."""
        return self.open().filter(starts_at__lt=session.ends_at, ends_at__gt=session.starts_at).exclude(pk=session.pk)

    def for_list(self) -> Self:
        """Rows of a session list."""
        names = models.Prefetch("assessors", Assessor.objects.select_related("person").only("person__name"))
        shown = ("scheme_version__title", "starts_at", "ends_at", "venue__name", "quota", "status")
        rows = self.select_related("scheme_version", "venue").prefetch_related(names).only(*shown)
        return rows.annotate(enrolled_count=number_of(self.model, "assessments", TAKES_A_PLACE))

    def with_counts(self) -> Self:
        """Adds how many assessors there are, how many candidates hold a place, and how many are not signed yet."""
        return self.annotate(
            assessor_count=number_of(self.model, "assignments"),
            enrolled_count=number_of(self.model, "assessments", TAKES_A_PLACE),
            unsigned_count=number_of(self.model, "assessments", models.Q(status="enrolled")),
        )

    def with_own_counts(self, user: Any) -> Self:
        """Adds how many candidates this account's person holds in each, and how many he has not signed yet."""
        own = models.Q(assessor__person__account=user)
        return self.annotate(
            own_count=number_of(self.model, "assessments", own & TAKES_A_PLACE),
            own_unsigned=number_of(self.model, "assessments", own & models.Q(status="enrolled")),
        )


class AssessmentSession(models.Model):
    """A planned assessment event: one scheme version, one venue, a time, a quota."""

    Status = SessionStatus
    STATES = StateMachine(
        Status,
        {
            Status.PLANNED: {Status.RUNNING: "started", Status.CANCELLED: "cancelled"},
            Status.RUNNING: {Status.FINISHED: "finished"},
            Status.FINISHED: {},
            Status.CANCELLED: {},
        },
    )

    ACTS = {
        "planned": Act(_("Jadwal dibuat"), "waiting"),
        "edited": Act(_("Jadwal diubah")),
        "assigned": Act(_("Asesor ditugaskan")),
        "unassigned": Act(_("Penugasan asesor dibatalkan")),
        "enrolled": Act(_("Asesi didaftarkan"), "waiting"),
        "started": Act(_("Asesmen dimulai")),
        "finished": Act(_("Jadwal diselesaikan"), "good"),
        "cancelled": Act(_("Jadwal dibatalkan"), "bad"),
    }

    scheme_version = models.ForeignKey(
        SchemeVersion, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("skema")
    )
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("TUK"))
    starts_at = models.DateTimeField(_("mulai"))
    ends_at = models.DateTimeField(_("selesai"))
    quota = models.PositiveSmallIntegerField(_("kuota asesi"), validators=[MinValueValidator(1)])
    status = StatusField(_("status"), max_length=20, statuses=Status, default=Status.PLANNED, editable=False)
    note = models.TextField(_("catatan"), blank=True)
    assessors = models.ManyToManyField(
        Assessor, through="Assignment", related_name="sessions", verbose_name=_("asesor")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = SessionQuerySet.as_manager()

    guarded = Guarded("session")

    class Meta:
        verbose_name = _("jadwal uji")
        verbose_name_plural = pgettext_lazy("many", "jadwal uji")
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["-starts_at", "-id"], name="session_start")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_start",
                violation_error_message=_("Waktu selesai harus setelah waktu mulai."),
            ),
            models.CheckConstraint(condition=models.Q(quota__gte=1), name="session_quota_positive"),
            models.CheckConstraint(condition=models.Q(status__in=SessionStatus.values), name="session_status_known"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_version.title}, {date_format(timezone.localtime(self.starts_at), 'j F Y, H.i')}"

    def get_absolute_url(self) -> str:
        return page_of("session_show", self.pk)

    @property
    def first_day(self) -> date:
        return timezone.localtime(self.starts_at).date()

    @property
    def last_day(self) -> date:
        return timezone.localtime(self.ends_at).date()

    @property
    def is_open(self) -> bool:
        return self.status in self.STATES.open

    @property
    def is_one_day(self) -> bool:
        return self.first_day == self.last_day

    def enrolled(self) -> int:
        """Candidates who hold a place."""
        return self.assessments.exclude(status="cancelled").count()


class Assignment(models.Model):
    """An assessor's task in a session (surat tugas)."""

    session = models.ForeignKey(AssessmentSession, on_delete=models.PROTECT, related_name="assignments")
    assessor = models.ForeignKey(
        Assessor, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("asesor")
    )
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    assigned_at = models.DateTimeField(auto_now_add=True)

    guarded = Guarded()

    class Meta:
        verbose_name = _("penugasan")
        verbose_name_plural = pgettext_lazy("many", "penugasan")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "assessor"],
                name="assignment_unique",
                violation_error_message=_("Asesor ini sudah ditugaskan pada jadwal ini."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessor} – {self.session}"
