"""What every version of something has: a number, a maker, and at most one draft and one that stands beside it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Version(models.Model):
    """One edition of something that stays while its versions come and go."""

    number = models.PositiveSmallIntegerField(_("versi"), default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


def numbered_versions(name: str, *, of: str, standing: str) -> list[models.BaseConstraint]:
    """Each number once, and one version at most that is a draft or has the status `standing`."""
    return [
        models.UniqueConstraint(fields=[of, "number"], name=f"{name}_unique"),
        *(
            models.UniqueConstraint(fields=[of], condition=models.Q(status=status), name=f"{name}_one_{status}")
            for status in (standing, "draft")
        ),
    ]
