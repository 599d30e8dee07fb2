"""Which reminder went out to whom about what, so that none is sent twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Assessor

from ...policies.models import PolicyEdition


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
