"""The register of certificates: the promise, its printed file and its credential."""

from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Replace
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.codes import has_digit, key_of, readings
from assessments.models import Assessment
from kit.acts import Act
from kit.addresses import page_of
from kit.guards import Guarded, Kept
from kit.states import StateMachine, Statuses, StatusField

from ...consents.models import RegisterConsent
from ...designs.models import DesignVersion
from ...snapshots.reading import read_snapshot
from ...snapshots.snapshot import Snapshot

EXPIRING_DAYS = 90  # recertification is asked for three to six months before the end


class Standing(Statuses):
    """What an employer may rely on, on a day. The three of time are derived from the dates, never stored."""

    VALID = "valid", "good", _("Berlaku")
    EXPIRING = "expiring", "waiting", _("Segera berakhir")
    EXPIRED = "expired", "ended", _("Kedaluwarsa")
    SUSPENDED = "suspended", "suspended", _("Dibekukan")
    WITHDRAWN = "withdrawn", "bad", _("Dicabut")
    REPLACED = "replaced", "ended", _("Diganti")

    @property
    def in_force(self) -> bool:
        """Whether it may be relied on, its end being near or not."""
        return self in (Standing.VALID, Standing.EXPIRING)


def standing_of(status: str, expires_on: date, on: date) -> Standing:
    """The standing on a day of what has this status now. The last day of validity counts."""
    if status != Certificate.Status.ACTIVE:
        return Standing(CertificateStatus.read(status))
    if on > expires_on:
        return Standing.EXPIRED
    if on + timedelta(days=EXPIRING_DAYS) > expires_on:
        return Standing.EXPIRING
    return Standing.VALID


def numbered(text: str, prefix: str = "") -> models.Q:
    """Certificates of which one of the two numbers has this text, however it is typed."""
    wanted = models.Q((f"{prefix}number__icontains", text)) | models.Q(
        (f"{prefix}registration_number__icontains", text)
    )
    for key in {key_of(reading) for reading in readings(text)}:
        if has_digit(key):
            wanted |= models.Q((f"{prefix}number_key__contains", key))
            wanted |= models.Q((f"{prefix}registration_key__contains", key))
    return wanted


def _key_of(column: str) -> models.GeneratedField:
    """A number without what stands between its letters and digits (`numbering.SEPARATORS`), made by the database.

    Nobody can write another key than the number's own, for nobody can write one at all; who alters the table is found
    by the audit.
    """
    bare: Any = models.F(column)
    for separator in " ./-":
        bare = Replace(bare, models.Value(separator), models.Value(""))
    return models.GeneratedField(expression=bare, output_field=models.CharField(max_length=60), db_persist=True)


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, user: Any) -> Self:
        """Admins and decision makers see the register; a holder his own certificates."""
        if user.is_lsp_admin or user.is_decision_maker:
            return self.all()
        return self.filter(assessment__candidate__person__account=user)

    def for_list(self) -> Self:
        """Rows of the register, without the snapshot that a list does not show."""
        return self.defer("snapshot")

    def with_holder(self) -> Self:
        """With the candidate at hand, for the log of readings; who he is by law is not deciphered."""
        holder = "assessment__candidate__person"
        return self.select_related(holder).defer(f"{holder}__identity_number")

    def active(self) -> Self:
        """Neither suspended nor ended by an act; time apart."""
        return self.filter(status=Certificate.Status.ACTIVE)

    def valid(self, on: date) -> Self:
        return self.active().filter(expires_on__gte=on)

    def expiring(self, on: date) -> Self:
        """Valid on the day, but for no more than `EXPIRING_DAYS`."""
        return self.valid(on).filter(expires_on__lt=on + timedelta(days=EXPIRING_DAYS))

    def expired(self, on: date) -> Self:
        return self.active().filter(expires_on__lt=on)

    def listed(self, on: date) -> Self:
        """In force that day, of holders of age who want to be in the public register; by name, without the snapshot."""
        agreed = RegisterConsent.objects.counting(on).values("candidate")
        rows = self.valid(on).filter(assessment__candidate__in=agreed)
        return rows.only("holder_name", "scheme_title", "number", "expires_on").order_by("holder_name", "pk")

    def matching(self, text: str) -> Self:
        """Whose holder, number or scheme has this text; all for an empty one."""
        if not text:
            return self
        return self.filter(
            models.Q(holder_name__icontains=text) | numbered(text) | models.Q(scheme_title__icontains=text)
        )

    def latest_of(self, assessment: Assessment) -> "Certificate | None":
        """The certificate that speaks for an assessment today: the one that replaced all others."""
        return self.filter(assessment=assessment).exclude(status=Certificate.Status.REPLACED).first()


SAID = (
    "assessment occasion number registration_number blank_number token status_index holder_name scheme_title"
    " issued_on expires_on snapshot design replaces renews issued_by issued_at"
).split()


class CertificateStatus(Statuses):
    ACTIVE = "active", "good", pgettext_lazy("certificate", "Aktif")
    SUSPENDED = "suspended", "suspended", _("Dibekukan")
    WITHDRAWN = "withdrawn", "bad", _("Dicabut")
    REPLACED = "replaced", "ended", _("Diganti")

    @classmethod
    def read(cls, kept: str) -> "CertificateStatus":
        """The status that a column holds. What no act writes there reads suspended: nobody may rely on it until the
        register is put right (the audit names it), and one such row keeps no reader from all others.
        """
        return cls(kept) if kept in cls.values else cls.SUSPENDED


class Certificate(models.Model):
    """A certificate of competence. Born only in `certificates.issuing`; what it says never changes.

    Its status changes by acts that each write a register entry first; the database refuses a status without one, and
    a row whose assessment is not wholly competent and granted (certificates.guards). Never deleted.
    """

    Status = CertificateStatus
    STATES = StateMachine(
        Status,
        {
            Status.ACTIVE: {Status.SUSPENDED: "suspended", Status.WITHDRAWN: "withdrawn", Status.REPLACED: "replaced"},
            Status.SUSPENDED: {Status.ACTIVE: "reinstated", Status.WITHDRAWN: "withdrawn"},
            Status.WITHDRAWN: {},
            Status.REPLACED: {},
        },
    )

    class Occasion(models.TextChoices):
        """Why there is this certificate."""

        FIRST = "first", _("Sertifikasi")
        RENEWAL = "renewal", _("Perpanjangan")
        NAME_CHANGE = "name_change", _("Perubahan nama")
        CORRECTION = "correction", _("Koreksi data")
        DAMAGE = "damage", _("Rusak atau hilang")
        SCOPE_REDUCED = "scope_reduced", _("Pengurangan ruang lingkup")

    ACTS = {
        "issued": Act(_("Sertifikat diterbitkan"), "good"),
        "suspended": Act(_("Sertifikat dibekukan"), "waiting"),
        "reinstated": Act(_("Sertifikat dipulihkan"), "good"),
        "withdrawn": Act(_("Sertifikat dicabut"), "bad"),
        "replaced": Act(_("Sertifikat diganti")),
        "blank_spoiled": Act(_("Blangko rusak")),
    }

    assessment = models.ForeignKey(
        Assessment,
        on_delete=models.PROTECT,
        related_name="certificates",
        related_query_name="certificate",
        verbose_name=_("asesmen"),
    )
    status = StatusField(_("status"), max_length=20, statuses=Status, default=Status.ACTIVE, editable=False)
    occasion = models.CharField(_("dasar terbit"), max_length=20, choices=Occasion.choices, default=Occasion.FIRST)
    number = models.CharField(_("nomor sertifikat"), max_length=60)
    registration_number = models.CharField(_("nomor registrasi"), max_length=60)
    number_key = _key_of("number")
    registration_key = _key_of("registration_number")
    blank_number = models.CharField(_("nomor blangko"), max_length=12, blank=True)
    token = models.CharField(max_length=43, editable=False)
    status_index = models.PositiveIntegerField(_("tempat pada daftar status"), editable=False)
    holder_name = models.CharField(_("pemegang"), max_length=150)
    scheme_title = models.CharField(_("skema"), max_length=200)
    issued_on = models.DateField(_("diterbitkan"))
    expires_on = models.DateField(_("berlaku sampai"))
    snapshot = models.JSONField(editable=False)
    design = models.ForeignKey(
        DesignVersion, on_delete=models.PROTECT, related_name="certificates", verbose_name=_("desain")
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by", verbose_name=_("menggantikan")
    )
    renews = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="renewals", verbose_name=_("memperpanjang")
    )
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(auto_now_add=True)

    objects = CertificateQuerySet.as_manager()

    guarded = Guarded(
        never_deleted="a certificate is never deleted",
        kept=Kept("certificate_says_the_same", "what a certificate says is never changed", SAID),
    )

    class Meta:
        verbose_name = _("sertifikat")
        verbose_name_plural = pgettext_lazy("many", "sertifikat")
        ordering = ["-issued_on", "-pk"]
        indexes = [
            models.Index(fields=["-issued_on", "-id"], name="certificate_issued"),
            models.Index(fields=["expires_on"], name="certificate_expires"),
            models.Index(fields=["number_key"], name="certificate_number_key"),
            models.Index(fields=["registration_key"], name="certificate_registration_key"),
            models.Index(fields=["status", "id"], condition=~models.Q(status="active"), name="certificate_not_active"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="certificate_number_unique"),
            models.UniqueConstraint(fields=["registration_number"], name="certificate_registration_unique"),
            models.UniqueConstraint(fields=["token"], name="certificate_token_unique"),
            models.UniqueConstraint(fields=["status_index"], name="certificate_status_index_unique"),
            models.UniqueConstraint(
                fields=["assessment"], condition=~models.Q(status="replaced"), name="certificate_one_per_assessment"
            ),
            models.UniqueConstraint(
                fields=["blank_number"], condition=~models.Q(blank_number=""), name="certificate_blank_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(expires_on__gt=models.F("issued_on")), name="certificate_expires_after_issue"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=CertificateStatus.values), name="certificate_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(occasion="first", replaces=None, renews=None)
                | models.Q(occasion="renewal", replaces=None, renews__isnull=False)
                | models.Q(
                    occasion__in=["name_change", "correction", "damage", "scope_reduced"], replaces__isnull=False
                ),
                name="certificate_occasion_told",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return page_of("certificate_show", self.pk)

    @property
    def said(self) -> Snapshot:
        """What it says, in the format of today; `snapshot` is as it was kept. Refuses UnknownFormat."""
        return read_snapshot(self.snapshot)

    @property
    def standing(self) -> Standing:
        """What may be relied on today."""
        return self.standing_on(timezone.localdate())

    def standing_on(self, on: date) -> Standing:
        """What may be relied on that day, by the status it has now."""
        return standing_of(self.status, self.expires_on, on)

    @property
    def successor(self) -> "Certificate | None":
        """The certificate that stands in its place, if it was replaced."""
        return Certificate.objects.filter(replaces=self).first()
