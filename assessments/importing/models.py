"""A scheme file that was read and found free of problems, waiting for its confirmation."""

import datetime
import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..schemes.models.schemes import SchemeVersion

KEPT_FOR = datetime.timedelta(hours=24)


class ImportDraftQuerySet(models.QuerySet["ImportDraft"]):
    def visible_to(self, user: Any) -> Self:
        """An import belongs to the one who uploaded it, and for a day only."""
        return self.filter(owner_id=user.pk, created_at__gt=timezone.now() - KEPT_FOR)

    def expired(self) -> Self:
        """What nobody can open any more."""
        return self.filter(created_at__lte=timezone.now() - KEPT_FOR)


class ImportDraft(models.Model):
    """The plan is kept as it was shown: what is confirmed is what was seen, and the file is not parsed again."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(_("nama berkas"), max_length=150)
    plan = models.JSONField()
    version = models.OneToOneField(
        SchemeVersion, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("versi skema")
    )

    objects = ImportDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("impor skema")
        verbose_name_plural = pgettext_lazy("many", "impor skema")

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_used(self) -> bool:
        """Whether the scheme has been written already."""
        return self.version_id is not None
