"""Only a draft changes: the lock that every change of a scheme version takes first."""

from django.utils.translation import gettext_lazy as _

from kit.errors import RuleError

from ...models import SchemeVersion


def lock_draft(version: SchemeVersion) -> SchemeVersion:
    """The version's row, locked until the transaction ends; refuses what is no draft ("not_draft")."""
    locked = SchemeVersion.objects.select_for_update(of=("self",)).select_related("scheme").get(pk=version.pk)
    refuse_unless_draft(locked)
    return locked


def refuse_unless_draft(version: SchemeVersion) -> None:
    """Refuses to go on with a version that is or was in force ("not_draft")."""
    if not version.is_draft:
        raise RuleError(
            _("Hanya konsep yang dapat diubah. Versi ini berstatus “%(status)s”: buat versi baru."),
            "not_draft",
            {"status": version.get_status_display()},
        )
