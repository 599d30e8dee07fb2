"""A report about an assessor, and what is said in it; reporter, respondent, panel and officer each see their part."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Assessment, Assessor, Upload
from kit.acts import Act
from kit.addresses import page_of
from kit.fields import EncryptedTextField
from kit.guards import Guarded, Kept
from kit.states import StateMachine, Statuses, StatusField

from ...code.models import Clause
from ...records import KEPT


class CaseStatus(Statuses):
    RECEIVED = "received", "waiting", _("Laporan masuk")
    DISMISSED = "dismissed", "ended", _("Tidak dilanjutkan")
    HEARING = "hearing", "waiting", _("Menunggu jawaban")
    PANEL = "panel", "info", _("Diperiksa majelis")
    DECIDED = "decided", "info", _("Diputus, dapat dibanding")
    APPEALED = "appealed", "waiting", _("Dibanding")
    APPEAL_PANEL = "review", "info", _("Diperiksa majelis banding")
    CLOSED = "closed", "ended", pgettext_lazy("case", "Selesai")


class CaseQuerySet(models.QuerySet["EthicsCase"]):
    def visible_to(self, user: Any) -> Self:
        """What an ethics officer may handle: no case in which he is reporter, respondent or member of a panel.

        An officer who is an assessor himself sees a case only once it is known to be about another assessor.
        """
        if not user.is_authenticated or not user.is_ethics_officer:
            return self.none()
        rows = self.exclude(reporter=user).exclude(panels__seats__member=user)
        rows = rows.exclude(respondent__isnull=False, respondent__person__account=user)
        own = Assessor.objects.filter(person__account=user)
        return rows.exclude(models.Q(respondent__isnull=True) & models.Exists(own))

    def about(self, user: Any) -> Self:
        """The cases that this account's person answers for, as soon as he was given notice."""
        return self.filter(respondent__person__account=user, notified_on__isnull=False)

    def judged_by(self, user: Any) -> Self:
        """The cases whose panel this account sits on."""
        return self.filter(panels__seats__member=user).distinct()

    def going_on(self) -> Self:
        """Neither dismissed nor closed."""
        return self.filter(status__in=EthicsCase.STATES.open)

    def about_clause(self, number: int) -> Self:
        """Those that name this clause of the code."""
        named = EthicsCase.clauses.through.objects.filter(ethicscase=models.OuterRef("pk"), clause__number=number)
        return self.filter(models.Exists(named))

    def for_list(self) -> Self:
        """Rows of a list; who reported is not fetched."""
        return self.select_related("respondent__person").defer("reporter_name", "reporter_contact", "story")


REPORTED = "number received_on said_about story code_hash reporter_kind reporter_name reporter_contact reporter".split()


class EthicsCase(models.Model):
    """Perkara etik. What was reported never changes; the steps are dates, the status moves along STATES."""

    Status = CaseStatus
    STATES = StateMachine(
        Status,
        {
            Status.RECEIVED: {Status.DISMISSED: "dismissed", Status.HEARING: "opened"},
            Status.DISMISSED: {},
            Status.HEARING: {Status.PANEL: "panel_appointed"},
            Status.PANEL: {Status.DECIDED: "decided", Status.CLOSED: "decided"},
            Status.DECIDED: {Status.APPEALED: "appealed", Status.CLOSED: "closed"},
            Status.APPEALED: {Status.APPEAL_PANEL: "panel_appointed"},
            Status.APPEAL_PANEL: {Status.CLOSED: "appeal_decided"},
            Status.CLOSED: {},
        },
    )

    class ReporterKind(models.TextChoices):
        ANONYMOUS = "anonymous", _("Tanpa nama")
        NAMED = "named", _("Dengan nama dan kontak")
        ACCOUNT = "account", _("Dengan akun saya")

    ACTS = {
        "reported": Act(_("Laporan diterima")),
        "identified": Act(_("Asesor yang dilaporkan ditetapkan")),
        "dismissed": Act(_("Laporan tidak dilanjutkan")),
        "opened": Act(_("Perkara dibuka, teradu diberi tahu")),
        "reporter_wrote": Act(_("Pelapor menulis")),
        "respondent_wrote": Act(_("Teradu menjawab")),
        "officer_wrote": Act(_("Petugas etik menulis")),
        "panel_appointed": Act(_("Majelis ditetapkan")),
        "decided": Act(_("Perkara diputus")),
        "appealed": Act(_("Banding diajukan")),
        "appeal_decided": Act(_("Banding diputus")),
        "closed": Act(_("Perkara selesai")),
    }

    number = models.CharField(_("nomor"), max_length=20, unique=True)
    status = StatusField(_("keadaan"), max_length=20, statuses=Status, default=Status.RECEIVED, editable=False)
    received_on = models.DateField(_("diterima"))
    said_about = models.CharField(_("asesor menurut pelapor"), max_length=200)
    story = models.TextField(_("isi laporan"))
    clauses = models.ManyToManyField(Clause, related_name="cases", verbose_name=_("butir yang disebut"), blank=True)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    reporter_kind = models.CharField(max_length=20, choices=ReporterKind.choices)
    reporter_name = EncryptedTextField(blank=True)
    reporter_contact = EncryptedTextField(blank=True)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    respondent = models.ForeignKey(
        Assessor, on_delete=models.PROTECT, null=True, related_name="ethics_cases", verbose_name=_("teradu")
    )
    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, null=True, related_name="ethics_cases", verbose_name=_("asesmen")
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    notice = models.TextField(_("pemberitahuan kepada teradu"), blank=True)
    notified_on = models.DateField(_("diberitahukan"), null=True)
    reply_until = models.DateField(_("jawaban ditunggu sampai"), null=True)
    appeal_until = models.DateField(_("banding sampai"), null=True)
    dismissal = models.TextField(_("alasan tidak dilanjutkan"), blank=True)
    closed_on = models.DateField(_("selesai"), null=True)

    objects = CaseQuerySet.as_manager()

    guarded = Guarded(
        "ethics_ethicscase", never_deleted=KEPT, kept=Kept("case_stays", "what was reported stays", REPORTED)
    )

    class Meta:
        verbose_name = _("perkara etik")
        verbose_name_plural = pgettext_lazy("many", "perkara etik")
        ordering = ["-received_on", "-pk"]
        indexes = [models.Index(fields=["status", "received_on"], name="case_queue")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reporter_kind="account", reporter__isnull=False)
                | models.Q(reporter_kind="named", reporter__isnull=True) & ~models.Q(reporter_name="")
                | models.Q(reporter_kind="anonymous", reporter__isnull=True, reporter_name="", reporter_contact=""),
                name="case_reporter_of_his_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["received", "dismissed"])
                | models.Q(respondent__isnull=False, notified_on__isnull=False, reply_until__isnull=False),
                name="case_goes_on_with_notice",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return page_of("ethics_case_show", self.pk)

    @property
    def is_going_on(self) -> bool:
        return self.status in self.STATES.open

    def is_answerable(self, on: date) -> bool:
        """Whether the respondent's reply still counts; the last day does."""
        return self.status == self.Status.HEARING and self.reply_until is not None and on <= self.reply_until

    def is_appealable(self, on: date) -> bool:
        """Whether the respondent may still appeal; the last day counts."""
        return self.status == self.Status.DECIDED and self.appeal_until is not None and on <= self.appeal_until


class Side(models.TextChoices):
    """Who speaks. Of the reporter nothing else is ever kept with his words."""

    REPORTER = "reporter", _("Pelapor")
    RESPONDENT = "respondent", _("Teradu")
    OFFICER = "officer", _("Petugas etik")


TALKS = [(Side.REPORTER.value, Side.REPORTER.label), (Side.RESPONDENT.value, Side.RESPONDENT.label)]


class CaseMessage(models.Model):
    """Something said in one of the two talks of a case: officer and reporter, or officer and respondent."""

    case = models.ForeignKey(EthicsCase, on_delete=models.PROTECT, related_name="messages")
    talk = models.CharField(max_length=20, choices=TALKS)
    side = models.CharField(max_length=20, choices=Side.choices)
    body = models.TextField(_("pesan"))
    sent_at = models.DateTimeField(auto_now_add=True)

    guarded = Guarded("ethics_casemessage", append_only=KEPT)

    class Meta:
        verbose_name = _("pesan perkara")
        verbose_name_plural = pgettext_lazy("many", "pesan perkara")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(side="officer") | models.Q(side=models.F("talk")), name="message_in_his_own_talk"
            ),
            models.CheckConstraint(condition=~models.Q(body=""), name="message_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_side_display()}"


class Evidence(models.Model):
    """A file given by one side; what it was called is not kept, for a name may tell who sent it."""

    case = models.ForeignKey(EthicsCase, on_delete=models.PROTECT, related_name="evidence")
    side = models.CharField(max_length=20, choices=Side.choices)
    upload = models.OneToOneField(Upload, on_delete=models.PROTECT, related_name="evidence_of")
    given_at = models.DateTimeField(auto_now_add=True)

    guarded = Guarded("ethics_evidence", append_only=KEPT)

    class Meta:
        verbose_name = _("bukti perkara")
        verbose_name_plural = pgettext_lazy("many", "bukti perkara")
        ordering = ["given_at", "pk"]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_side_display()}"
