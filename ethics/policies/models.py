"""Policies of BNSP and of the LSP, and who has taken note of which edition (code of ethics, clauses 1 and 2)."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.access import is_assessor, is_ethics_officer, is_lsp_admin
from assessments.models import Assessor, Upload
from kit.acts import Act
from kit.addresses import page_of
from kit.guards import Guarded

from ..code.models import Edition, EditionQuerySet
from ..records import KEPT


class Policy(models.Model):
    """One policy by its name and number, whoever issued it; what it says is in its editions."""

    class Issuer(models.TextChoices):
        LSP = "lsp", "LSP"
        BNSP = "bnsp", "BNSP"

    title = models.CharField(_("judul"), max_length=200)
    issuer = models.CharField(_("ditetapkan oleh"), max_length=10, choices=Issuer.choices)
    number = models.CharField(_("nomor"), max_length=80)

    guarded = Guarded()

    class Meta:
        verbose_name = _("kebijakan")
        verbose_name_plural = pgettext_lazy("many", "kebijakan")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "number"],
                name="policy_number_unique",
                violation_error_message=_("Sudah ada kebijakan dengan nomor ini."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class PolicyEditionQuerySet(EditionQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Admins and ethics officers see all, assessors what is published, everybody else what is public as well."""
        if is_lsp_admin(user) or is_ethics_officer(user):
            return self.all()
        published = self.published()
        return published if is_assessor(user) else published.filter(is_public=True)

    def waiting_for(self, assessor: Any, on: date) -> Self:
        """What this assessor has not taken note of, the most pressing first. A later edition settles an earlier one."""
        return self.not_followed(on).with_noted(assessor).filter(noted=False).order_by("acknowledge_by", "pk")

    def overdue(self, on: date) -> Self:
        """Editions whose day is over while assessors on duty have not taken note, with how many: `missing`."""
        noted = Acknowledgement.objects.settling(
            models.OuterRef(models.OuterRef("policy")), models.OuterRef(models.OuterRef("in_force_from"))
        )
        lacking = Assessor.objects.active().exclude(models.Exists(noted.filter(assessor=models.OuterRef("pk"))))
        count = lacking.order_by().values("is_active").annotate(number=models.Count("pk")).values("number")
        rows = self.not_followed(on).filter(acknowledge_by__lt=on).annotate(missing=models.Subquery(count))
        return rows.filter(missing__gt=0).select_related("policy").order_by("acknowledge_by", "pk")

    def with_noted(self, assessor: Any) -> Self:
        """Each with whether this assessor has taken note of it, or of a later one: `noted`."""
        noted = Acknowledgement.objects.settling(models.OuterRef("policy"), models.OuterRef("in_force_from"))
        return self.annotate(noted=models.Exists(noted.filter(assessor=assessor)))

    def for_list(self) -> Self:
        return self.with_successor().select_related("policy", "file")


@dataclass(frozen=True)
class Paragraph:
    """A part of a policy's text, by its place."""

    number: int
    text: str


class PolicyEdition(Edition):
    """What a policy says from a day on. A draft until it is published, once; then nothing of it changes."""

    series = ("policy",)

    ACTS = {
        "created": Act(_("Edisi kebijakan dikonsep")),
        "edited": Act(_("Edisi kebijakan diubah")),
        "published": Act(_("Edisi kebijakan diumumkan")),
        "discarded": Act(_("Konsep kebijakan dibuang")),
    }

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="editions", verbose_name=_("kebijakan"))
    number = models.PositiveSmallIntegerField(_("edisi"))
    text = models.TextField(_("isi"), blank=True)
    file = models.ForeignKey(
        Upload, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("berkas")
    )
    acknowledge_by = models.DateField(_("dinyatakan paling lambat"))
    is_public = models.BooleanField(_("terbuka untuk umum"), default=False)

    objects = PolicyEditionQuerySet.as_manager()

    guarded = Guarded()

    class Meta:
        verbose_name = _("edisi kebijakan")
        verbose_name_plural = pgettext_lazy("many", "edisi kebijakan")
        ordering = ["-in_force_from", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policyedition_number_unique"),
            models.UniqueConstraint(
                fields=["policy"], condition=models.Q(published_at__isnull=True), name="policyedition_one_draft"
            ),
            models.UniqueConstraint(
                fields=["policy", "in_force_from"],
                condition=models.Q(published_at__isnull=False),
                name="policyedition_one_from_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(text="") | models.Q(file__isnull=False), name="policyedition_says_something"
            ),
            models.CheckConstraint(
                condition=models.Q(acknowledge_by__gte=models.F("in_force_from")), name="policyedition_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy.title}, {_('edisi')} {self.number}"

    def get_absolute_url(self) -> str:
        return page_of("policy_show", self.pk)

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The text cut at its empty lines."""
        parts = (part.strip() for part in "\n".join(self.text.splitlines()).split("\n\n"))
        return [Paragraph(number, part) for number, part in enumerate(filter(None, parts), start=1)]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of everything that a reader of this edition is shown; a file stands in it by its own digest."""
        policy = self.policy
        words = (
            policy.title, policy.issuer, policy.number, str(self.number), self.in_force_from.isoformat(),
            self.acknowledge_by.isoformat(), str(self.is_public), self.file.sha256 if self.file else "", self.text,
        )  # fmt: skip
        return hashlib.sha256("\n".join(words).encode()).hexdigest()


class AcknowledgementQuerySet(models.QuerySet["Acknowledgement"]):
    def visible_to(self, user: Any) -> Self:
        """Ethics officers and admins see every one; an assessor his own."""
        if user.is_ethics_officer or user.is_lsp_admin:
            return self.all()
        return self.filter(assessor__person__account=user)

    def settling(self, policy: Any, day: Any) -> Self:
        """Those of the edition of this policy that is in force from this day, or of a later one."""
        return self.filter(edition__policy=policy, edition__in_force_from__gte=day)


class Acknowledgement(models.Model):
    """An assessor's word that he has read an edition and carries it out: the words, when and from where."""

    ACTS = {
        "acknowledged": Act(_("Kebijakan dinyatakan telah dibaca")),
    }

    assessor = models.ForeignKey(
        Assessor, on_delete=models.PROTECT, related_name="acknowledgements", verbose_name=_("asesor")
    )
    edition = models.ForeignKey(
        PolicyEdition, on_delete=models.PROTECT, related_name="acknowledgements", verbose_name=_("edisi kebijakan")
    )
    statement = models.TextField(_("pernyataan"))
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(_("dinyatakan"))
    address = models.GenericIPAddressField(_("alamat jaringan"), null=True, blank=True)
    digest = models.CharField(_("sidik"), max_length=64, editable=False)

    objects = AcknowledgementQuerySet.as_manager()

    guarded = Guarded(append_only=KEPT)

    class Meta:
        verbose_name = _("pernyataan kebijakan")
        verbose_name_plural = pgettext_lazy("many", "pernyataan kebijakan")
        ordering = ["-acknowledged_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["assessor", "edition"], name="acknowledged_once")]

    def __str__(self) -> str:
        return f"{self.assessor}, {self.edition}"

    @property
    def is_intact(self) -> bool:
        """Whether the row and the edition still say what was signed."""
        return self.digest == self.expected_digest()

    def expected_digest(self) -> str:
        """SHA-256 of who, what was shown, the words, the moment in UTC and the address."""
        parts = (
            str(self.assessor_id), self.edition.fingerprint, self.statement,
            self.acknowledged_at.astimezone(UTC).isoformat(), self.address or "",
        )  # fmt: skip
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()
