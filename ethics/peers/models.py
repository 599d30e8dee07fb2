"""What assessors of one session say of each other when it is over (code of ethics, clauses 10, 11 and 12)."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import AssessmentSession, Assessor
from kit.acts import Act
from kit.addresses import page_of

# Each statement with the clauses of the code that it stands for.
SAID: dict[str, tuple[int, ...]] = {
    "respects": (12,),
    "cooperates": (12,),
    "keeps_secrets": (10,),
    "keeps_good_name": (11,),
}
ALL_AGREED = models.Q(**dict.fromkeys(SAID, True))
WITHOUT_OUTCOME = models.Q(outcome="", outcome_reason="", reviewed_by__isnull=True, reviewed_at__isnull=True)


class PeerRemarkQuerySet(models.QuerySet["PeerRemark"]):
    def visible_to(self, user: Any) -> Self:
        """Ethics officers who did not serve in that session; nobody else, and never the colleague himself."""
        if not user.is_ethics_officer:
            return self.none()
        return self.exclude(session__assignments__assessor__person__account=user)

    def open(self) -> Self:
        """With a "no" on which no officer has said yet what he did, the oldest first."""
        return self.filter(~ALL_AGREED, reviewed_at__isnull=True).order_by("given_at", "pk")

    def for_list(self) -> Self:
        return self.select_related("rater__person", "about__person", "session__scheme_version", "reviewed_by")


class PeerRemark(models.Model):
    """One assessor's word on a colleague of his session. An officer adds once what he did; nothing else changes."""

    class Outcome(models.TextChoices):
        TALKED = "talked", _("Dibicarakan dengan yang bersangkutan")
        MEDIATED = "mediated", _("Kedua asesor dipertemukan")
        REPORTED = "reported", _("Diteruskan sebagai laporan pelanggaran")
        NOTED = "noted", _("Dicatat, tidak perlu tindak lanjut")

    ACTS = {
        "given": Act(_("Penilaian rekan dikirim")),
        "reviewed": Act(_("Penilaian rekan ditindaklanjuti")),
    }

    session = models.ForeignKey(
        AssessmentSession, on_delete=models.PROTECT, related_name="peer_remarks", verbose_name=_("jadwal uji")
    )
    rater = models.ForeignKey(
        Assessor, on_delete=models.PROTECT, related_name="peer_remarks_given", verbose_name=_("dari asesor")
    )
    about = models.ForeignKey(
        Assessor, on_delete=models.PROTECT, related_name="peer_remarks", verbose_name=_("tentang asesor")
    )
    respects = models.BooleanField(_("Ia menghormati dan menghargai saya dan asesor lain."))
    cooperates = models.BooleanField(_("Ia mau bekerja sama dan membagi tugas dengan adil."))
    keeps_secrets = models.BooleanField(_("Ia menjaga rahasia: hasil uji, soal, dan data asesi."))
    keeps_good_name = models.BooleanField(_("Ia menjaga nama baik LSP, sesama asesor, dan BNSP."))
    note = models.TextField(_("catatan"), blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    given_at = models.DateTimeField(_("dikirim"), auto_now_add=True)
    outcome = models.CharField(_("tindak lanjut"), max_length=20, choices=Outcome.choices, blank=True, editable=False)
    outcome_reason = models.TextField(_("alasan"), blank=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    reviewed_at = models.DateTimeField(_("ditindaklanjuti"), null=True, editable=False)

    objects = PeerRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("penilaian rekan asesor")
        verbose_name_plural = pgettext_lazy("many", "penilaian rekan asesor")
        ordering = ["-given_at", "-pk"]
        indexes = [models.Index(fields=["reviewed_at", "given_at"], name="peerremark_queue")]
        constraints = [
            models.UniqueConstraint(fields=["session", "rater", "about"], name="peerremark_once"),
            models.CheckConstraint(condition=~models.Q(rater=models.F("about")), name="peerremark_of_another"),
            models.CheckConstraint(condition=ALL_AGREED | ~models.Q(note=""), name="peerremark_explained"),
            models.CheckConstraint(
                condition=WITHOUT_OUTCOME
                | (
                    ~models.Q(outcome="")
                    & ~models.Q(outcome_reason="")
                    & models.Q(reviewed_by__isnull=False, reviewed_at__isnull=False)
                ),
                name="peerremark_reviewed_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Penilaian rekan %(key)s") % {"key": self.pk})

    def get_absolute_url(self) -> str:
        return page_of("peer_show", self.pk)

    @classmethod
    def asked(cls) -> dict[str, Any]:
        """What is asked of a colleague, by the names of the fields."""
        return {name: cls._meta.get_field(name).verbose_name for name in SAID}  # type: ignore[union-attr]

    @property
    def statements(self) -> list[tuple[str, bool]]:
        """Each statement in words, and whether it was affirmed."""
        return [(str(text), getattr(self, name)) for name, text in self.asked().items()]

    @property
    def denied(self) -> int:
        """How many statements were denied."""
        return sum(not getattr(self, name) for name in SAID)
