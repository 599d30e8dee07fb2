"""The keys that seal and sign. Private halves are stored only encrypted, under the passphrase of the settings."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.acts import Act
from kit.addresses import page_of
from kit.guards import Guarded, Kept
from kit.states import Statuses


class KeyStanding(Statuses):
    """What may be done with a key now. None of it changes what the key signed."""

    PLANNED = "planned", "waiting", _("Belum mulai")
    ACTIVE = "active", "good", pgettext_lazy("key", "Dipakai")
    SUPERSEDED = "superseded", "ended", pgettext_lazy("key", "Sudah ada yang baru")
    ENDED = "expired", "ended", _("Masa pakai habis")
    RETIRED = "retired", "ended", _("Dihentikan")
    DEMO = "demo", "ended", _("Hanya untuk demo")


class SigningKeyQuerySet(models.QuerySet["SigningKey"]):
    def visible_to(self, user: Any) -> Self:
        """Admins see the keys' records; their public halves are for everybody, elsewhere."""
        return self.all() if user.is_lsp_admin else self.none()

    def with_current(self, at: datetime) -> Self:
        """With `current_pk`: the key that signs now for the same purpose."""
        same = SigningKey.objects.usable(at).filter(purpose=OuterRef("purpose"))
        return self.annotate(current_pk=Subquery(same.values("pk")[:1]))

    def usable(self, at: datetime) -> Self:
        """Those that have begun, have not ended and were not retired; of each purpose the one to sign with first.

        A key that was made for the demo is used in a demo only.
        """
        rows = self if settings.DEMO else self.filter(is_demo=False)
        return rows.filter(not_before__lte=at, not_after__gt=at, retired_at=None).order_by("-not_before", "-pk")

    def current(self, purpose: str, at: datetime) -> "SigningKey | None":
        """The key to sign with now: the newest that has begun, has not ended and was not retired."""
        return self.usable(at).filter(purpose=purpose).first()

    def newest(self, purpose: str) -> "SigningKey | None":
        """The newest key whether it may be used or not, to say what is wrong with it."""
        return self.filter(purpose=purpose, retired_at=None).order_by("-not_before", "-pk").first()


KEY_FIELDS = "purpose key_id algorithm public_jwk certificate_pem not_before not_after is_demo".split()


class SigningKey(models.Model):
    """A key pair. Retired keys stay: what they signed stays valid, and their public half stays published."""

    class Purpose(models.TextChoices):
        SEAL = "seal", _("Segel PDF")
        CREDENTIAL = "credential", _("Kredensial")
        QR = "qr", _("Kode QR")

    ACTS = {
        "created": Act(_("Kunci dibuat")),
        "registered": Act(_("Kunci didaftarkan")),
        "retired": Act(_("Kunci dihentikan")),
    }

    purpose = models.CharField(_("kegunaan"), max_length=20, choices=Purpose.choices)
    key_id = models.CharField(_("nama kunci"), max_length=64, unique=True)
    algorithm = models.CharField(_("algoritme"), max_length=20)
    public_jwk = models.JSONField(_("kunci publik"))
    certificate_pem = models.TextField(_("sertifikat kunci"), blank=True)
    private_pem = models.TextField(editable=False, blank=True)  # PKCS#8, encrypted; empty when held elsewhere
    not_before = models.DateTimeField(_("dipakai sejak"))
    not_after = models.DateTimeField(_("dipakai sampai"))
    retired_at = models.DateTimeField(_("dihentikan"), null=True, blank=True)
    is_demo = models.BooleanField(_("kunci demo"), default=False)

    objects = SigningKeyQuerySet.as_manager()

    guarded = Guarded(
        never_deleted="keys are retired, not removed",
        kept=Kept("signingkey_same", "a key keeps its name and its public half", KEY_FIELDS),
    )

    class Meta:
        verbose_name = _("kunci")
        verbose_name_plural = pgettext_lazy("many", "kunci")
        ordering = ["purpose", "-not_before"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=["seal", "credential", "qr"]), name="signingkey_purpose_known"
            ),
            models.CheckConstraint(
                condition=models.Q(not_after__gt=models.F("not_before")), name="signingkey_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.key_id

    def get_absolute_url(self) -> str:
        return page_of("key_show", self.pk)

    @property
    def is_held_here(self) -> bool:
        return bool(self.private_pem)

    @property
    def standing(self) -> KeyStanding:
        """What may be done with it now."""
        now = timezone.now()
        if self.retired_at is not None:
            return KeyStanding.RETIRED
        if self.not_before > now:
            return KeyStanding.PLANNED
        if self.not_after <= now:
            return KeyStanding.ENDED
        if self.is_demo and not settings.DEMO:
            return KeyStanding.DEMO
        current = getattr(self, "current_pk", None)
        if current is None:
            current = SigningKey.objects.usable(now).filter(purpose=self.purpose).values_list("pk", flat=True).first()
        return KeyStanding.ACTIVE if current == self.pk else KeyStanding.SUPERSEDED
