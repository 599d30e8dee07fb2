"""The account: who signs in. What a person is (candidate, assessor) stands in assessments."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An account. Two capabilities are given here; assessor and candidate follow from the linked person.

    ISO/IEC 17024 9.4 keeps deciding apart from assessing, so the capabilities are separate flags, not a rank.
    """

    is_lsp_admin = models.BooleanField(_("admin LSP"), default=False)
    is_decision_maker = models.BooleanField(_("pengambil keputusan"), default=False)

    class Meta(AbstractUser.Meta):
        verbose_name = _("akun")
        verbose_name_plural = _("akun")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="user_email_unique",
                violation_error_message=_("Alamat surel ini sudah dipakai akun lain."),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username
