"""What was given or promised to an assessor beyond the contract, and his word after each session (clause 8)."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import AssessmentSession, Assessor
from kit.acts import Act
from kit.addresses import page_of
from kit.guards import Guarded, Kept

from ..records import KEPT

MOST = 10_000_000_000  # rupiah; more is a slip of the hand


class OwnQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Ethics officers see all; an assessor his own."""
        return self.all() if user.is_ethics_officer else self.filter(assessor__person__account=user)


class GiftQuerySet(OwnQuerySet):
    def unexamined(self) -> Self:
        """Not looked at by an officer yet, oldest first."""
        return self.filter(reviewed_at__isnull=True).order_by("recorded_at", "pk")

    def for_list(self) -> Self:
        return self.select_related("assessor__person", "session__scheme_version", "reviewed_by")


RECORDED = "assessor session kind happened_on giver giver_name what value handling note recorded_by recorded_at".split()


class Gift(models.Model):
    """One offer, gift or promise, as the assessor recorded it; an officer adds a note, and nothing else changes."""

    class Kind(models.TextChoices):
        OFFER = "offer", _("Ditawarkan")
        GIFT = "gift", _("Diberikan")
        PROMISE = "promise", _("Dijanjikan")

    class Giver(models.TextChoices):
        CANDIDATE = "candidate", _("Asesi atau keluarganya")
        ORGANISER = "organiser", _("TUK atau penyelenggara")
        EMPLOYER = "employer", _("Pemberi kerja asesi")
        TRAINER = "trainer", _("Lembaga pelatihan")
        OTHER = "other", _("Pihak lain")

    class Handling(models.TextChoices):
        REFUSED = "refused", _("Ditolak")
        RETURNED = "returned", _("Dikembalikan")
        HANDED_OVER = "handed_over", _("Diserahkan kepada LSP")

    ACTS = {
        "recorded": Act(_("Pemberian atau janji dicatat")),
        "reviewed": Act(_("Catatan pemberian diperiksa")),
    }

    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="gifts", verbose_name=_("asesor"))
    session = models.ForeignKey(
        AssessmentSession, on_delete=models.PROTECT, null=True, blank=True, related_name="gifts",
        verbose_name=_("jadwal uji"),
    )  # fmt: skip
    kind = models.CharField(_("peristiwa"), max_length=20, choices=Kind.choices)
    happened_on = models.DateField(_("tanggal kejadian"))
    giver = models.CharField(_("dari siapa"), max_length=20, choices=Giver.choices)
    giver_name = models.CharField(_("nama pemberi"), max_length=150, blank=True)
    what = models.CharField(_("berupa apa"), max_length=300)
    value = models.PositiveBigIntegerField(_("perkiraan nilai (rupiah)"), null=True, blank=True)
    handling = models.CharField(_("tindakan"), max_length=20, choices=Handling.choices)
    note = models.TextField(_("keterangan"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(_("dicatat"), auto_now_add=True)
    remark = models.TextField(_("catatan petugas etik"), blank=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    reviewed_at = models.DateTimeField(_("diperiksa"), null=True, editable=False)

    objects = GiftQuerySet.as_manager()

    guarded = Guarded(
        never_deleted=KEPT,
        kept=Kept(
            "gift_stays",
            "a record of a gift is reviewed once and otherwise stays",
            RECORDED,
            once="OLD.reviewed_at IS NOT NULL",
        ),
    )

    class Meta:
        verbose_name = _("catatan pemberian")
        verbose_name_plural = pgettext_lazy("many", "catatan pemberian")
        ordering = ["-recorded_at", "-pk"]
        indexes = [models.Index(fields=["reviewed_at", "recorded_at"], name="gift_queue")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(what=""), name="gift_described"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) | models.Q(value__lte=MOST), name="gift_value_sane"
            ),
            models.CheckConstraint(
                condition=models.Q(remark="", reviewed_by__isnull=True, reviewed_at__isnull=True)
                | (models.Q(reviewed_by__isnull=False, reviewed_at__isnull=False) & ~models.Q(remark="")),
                name="gift_reviewed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.what}"

    def get_absolute_url(self) -> str:
        return page_of("gift_show", self.pk)


class GiftDeclaration(models.Model):
    """After a session: nothing was received or promised beyond the contract, other than what is in the register."""

    ACTS = {
        "declared": Act(_("Pernyataan pemberian dibuat")),
    }

    session = models.ForeignKey(AssessmentSession, on_delete=models.PROTECT, related_name="gift_declarations")
    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="gift_declarations")
    recorded = models.PositiveSmallIntegerField(_("jumlah catatan"))
    statement = models.TextField(_("pernyataan"))
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(_("dinyatakan"), auto_now_add=True)

    objects = OwnQuerySet.as_manager()

    guarded = Guarded(append_only=KEPT)

    class Meta:
        verbose_name = _("pernyataan pemberian")
        verbose_name_plural = pgettext_lazy("many", "pernyataan pemberian")
        constraints = [models.UniqueConstraint(fields=["session", "assessor"], name="gift_declared_once")]

    def __str__(self) -> str:
        return f"{self.assessor} – {self.session_id}"
