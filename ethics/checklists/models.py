"""What an assessor confirms at the session (code of ethics, clauses 4, 9 and 14)."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import AssessmentSession, Assessor
from kit.acts import Act
from kit.guards import Guarded

# Each statement with the clauses of the code that it stands for.
CHECKED: dict[str, tuple[int, ...]] = {
    "dressed": (4,),
    "no_smoking": (9,),
    "place_checked": (3, 6),
    "rights_told": (6, 15),
    "questions_invited": (14,),
}
ALL_CONFIRMED = models.Q(**dict.fromkeys(CHECKED, True))


class ChecklistQuerySet(models.QuerySet["Checklist"]):
    def visible_to(self, user: Any) -> Self:
        """Admins and ethics officers see every checklist; an assessor his own."""
        if user.is_lsp_admin or user.is_ethics_officer:
            return self.all()
        return self.filter(assessor__person__account=user)


class Checklist(models.Model):
    """One assessor's word about one session; what he cannot confirm he explains. Never changed afterwards."""

    ACTS = {
        "sent": Act(_("Daftar periksa jadwal dikirim")),
    }

    session = models.ForeignKey(
        AssessmentSession, on_delete=models.PROTECT, related_name="checklists", verbose_name=_("jadwal uji")
    )
    assessor = models.ForeignKey(
        Assessor, on_delete=models.PROTECT, related_name="checklists", verbose_name=_("asesor")
    )
    dressed = models.BooleanField(_("Saya berpakaian rapi dan sopan, dan tanda pengenal saya terlihat."))
    no_smoking = models.BooleanField(_("Tidak ada yang merokok di ruang uji, termasuk saya."))
    place_checked = models.BooleanField(_("Ruang dan alat uji sudah saya periksa: aman, lengkap, dan berfungsi."))
    rights_told = models.BooleanField(_("Asesi sudah tahu haknya dan cara mengajukan banding."))
    questions_invited = models.BooleanField(_("Asesi saya persilakan bertanya sebelum, selama, dan sesudah uji."))
    remark = models.TextField(_("catatan"), blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("dikirim"), auto_now_add=True)

    objects = ChecklistQuerySet.as_manager()

    guarded = Guarded("ethics_checklist", append_only="what was said of an assessment is never changed")

    class Meta:
        verbose_name = _("daftar periksa jadwal uji")
        verbose_name_plural = pgettext_lazy("many", "daftar periksa jadwal uji")
        constraints = [
            models.UniqueConstraint(fields=["session", "assessor"], name="checklist_unique"),
            models.CheckConstraint(condition=ALL_CONFIRMED | ~models.Q(remark=""), name="checklist_explained"),
        ]

    def __str__(self) -> str:
        return f"{self.assessor} – {self.session}"

    @classmethod
    def asked(cls) -> dict[str, Any]:
        """What is to be confirmed, by the names of the fields."""
        return {name: cls._meta.get_field(name).verbose_name for name in CHECKED}  # type: ignore[union-attr]

    @property
    def statements(self) -> list[tuple[str, bool]]:
        """Each statement in words, and whether it was confirmed."""
        return [(str(text), getattr(self, name)) for name, text in self.asked().items()]

    @property
    def unconfirmed(self) -> int:
        """How many statements were not confirmed."""
        return sum(not getattr(self, name) for name in CHECKED)
