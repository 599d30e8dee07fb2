"""Upkeep of competence: what an assessor did to stay good at his work, with evidence (code of ethics, clause 13)."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Assessor, Upload
from kit.acts import Act
from kit.states import Statuses

from ..policies.models import PolicyEdition


class DevelopmentQuerySet(models.QuerySet["Development"]):
    def visible_to(self, user: Any) -> Self:
        """Ethics officers and admins see every entry; an assessor his own."""
        if user.is_ethics_officer or user.is_lsp_admin:
            return self.all()
        return self.filter(assessor__person__account=user)

    def in_force(self) -> Self:
        """Those that were not taken back."""
        return self.filter(retracted_at__isnull=True)

    def hours_in(self, year: int) -> int:
        """The hours of what ended in this year."""
        rows = self.in_force().filter(ends_on__year=year)
        return rows.order_by().aggregate(sum=models.Sum("hours"))["sum"] or 0

    def for_list(self) -> Self:
        return self.select_related("assessor__person", "evidence")


class Development(models.Model):
    """One activity. Never changed; a mistaken entry is taken back and stays visible as such."""

    class Kind(models.TextChoices):
        TRAINING = "training", _("Pelatihan")
        SEMINAR = "seminar", _("Seminar atau lokakarya")
        RECERTIFICATION = "recertification", _("Sertifikasi ulang (RCC)")
        PRACTICE = "practice", _("Praktik kerja atau magang")
        STANDARD = "standard", _("Penyusunan standar atau perangkat asesmen")
        OTHER = "other", pgettext_lazy("activity", "Lainnya")

    class Standing(Statuses):
        COUNTED = "active", "good", _("Dihitung")
        RETRACTED = "retracted", "ended", _("Ditarik")

    ACTS = {
        "recorded": Act(_("Pengembangan kompetensi dicatat")),
        "retracted": Act(_("Catatan pengembangan ditarik")),
    }

    assessor = models.ForeignKey(
        Assessor, on_delete=models.PROTECT, related_name="developments", verbose_name=_("asesor")
    )
    title = models.CharField(_("kegiatan"), max_length=200)
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind.choices)
    organiser = models.CharField(_("penyelenggara"), max_length=150)
    begins_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    hours = models.PositiveSmallIntegerField(_("jam"), help_text=_("Jam kegiatan, tanpa istirahat."))
    evidence = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+", verbose_name=_("bukti"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(_("dicatat"), auto_now_add=True)
    retracted_at = models.DateTimeField(_("ditarik"), null=True, editable=False)

    objects = DevelopmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengembangan kompetensi")
        verbose_name_plural = pgettext_lazy("many", "pengembangan kompetensi")
        ordering = ["-ends_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("begins_on")), name="development_ends_after_begin"
            ),
            models.CheckConstraint(condition=models.Q(hours__gte=1), name="development_has_hours"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def standing(self) -> "Development.Standing":
        return self.Standing.RETRACTED if self.retracted_at else self.Standing.COUNTED

    @property
    def days(self) -> int:
        return (self.ends_on - self.begins_on).days + 1

    def is_own_of(self, user: Any) -> bool:
        account: int | None = self.assessor.person.account_id
        return account is not None and account == user.pk

    def is_over(self, on: date) -> bool:
        return self.ends_on <= on


class Reminder(models.Model):
    """One letter about one end: of a pledge, a licence or a technical certificate; `step` is days before, -1 after.

    Where no pledge was ever made, `step` is -2 and `ends_on` the first day of the edition that asks for it.
    About a policy there is one letter for each edition, and `ends_on` is the day until which it is to be acknowledged.
    """

    class Matter(models.TextChoices):
        PLEDGE = "pledge", _("Ikrar kode etik")
        LICENCE = "licence", _("Lisensi asesor")
        TECHNICAL = "technical", _("Sertifikat kompetensi teknis")
        POLICY = "policy", _("Kebijakan")

    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="reminders")
    matter = models.CharField(_("perihal"), max_length=20, choices=Matter.choices)
    edition = models.ForeignKey(PolicyEdition, on_delete=models.PROTECT, null=True, related_name="reminders")
    ends_on = models.DateField(_("berlaku sampai"))
    step = models.SmallIntegerField(_("hari sebelumnya"))
    sent_on = models.DateField(_("dikirim"))

    class Meta:
        verbose_name = _("pengingat")
        verbose_name_plural = pgettext_lazy("many", "pengingat")
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessor", "matter", "ends_on", "step"],
                condition=models.Q(edition__isnull=True),
                name="reminder_sent_once",
            ),
            models.UniqueConstraint(
                fields=["assessor", "edition"],
                condition=models.Q(edition__isnull=False),
                name="reminder_once_an_edition",
            ),
            models.CheckConstraint(
                condition=models.Q(matter="policy", edition__isnull=False)
                | (~models.Q(matter="policy") & models.Q(edition__isnull=True)),
                name="reminder_of_an_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor}, {self.matter} {self.ends_on}"
