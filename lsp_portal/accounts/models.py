"""The account: who signs in. What a person is (candidate, assessor) stands in assessments."""

from typing import Any, Self

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Person
from kit.acts import Act
from kit.addresses import page_of
from kit.roles import registered

# The columns below by which roles are given; `kit.roles` says what each is.
CAPABILITIES = ("is_lsp_admin", "is_decision_maker", "is_ethics_officer")


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: Any) -> Self:
        """Admins see every account; others none but their own."""
        return self.all() if user.is_lsp_admin else self.filter(pk=user.pk)

    def for_list(self) -> Self:
        """Rows of the account list: what it shows, and what the person behind each is."""
        shown = ("username", "email", "first_name", "last_name", "last_login", "is_active", *CAPABILITIES)
        person = Person.objects.filter(account=models.OuterRef("pk")).order_by()
        kinds = [role.record for role in registered() if role.record]
        records = {f"is_{kind}": models.Exists(person.filter(**{f"{kind}__isnull": False})) for kind in kinds}
        return self.only(*shown).annotate(**records)

    def with_person(self) -> Self:
        """Accounts with the person behind each, and what the person is."""
        return self.select_related("person__assessor", "person__candidate")

    def acting_admins(self) -> Self:
        """Those who can act as LSP admin today."""
        return self.filter(is_lsp_admin=True, is_active=True)


class AccountManager(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's own manager with our questions."""

    use_in_migrations = False


class User(AbstractUser):
    """An account. Three capabilities are given here; assessor and candidate follow from the linked person.

    ISO/IEC 17024 9.4 keeps deciding apart from assessing, so the capabilities are separate flags, not a rank.
    """

    ACTS = {
        "created": Act(_("Akun dibuat")),
        "roles": Act(_("Peran diubah")),
        "activated": Act(_("Akun diaktifkan")),
        "deactivated": Act(_("Akun dinonaktifkan")),
    }

    is_lsp_admin = models.BooleanField(_("admin LSP"), default=False)
    is_decision_maker = models.BooleanField(_("pengambil keputusan"), default=False)
    is_ethics_officer = models.BooleanField(_("petugas etik"), default=False)

    objects = AccountManager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("akun")
        verbose_name_plural = pgettext_lazy("many", "akun")
        indexes = [models.Index(fields=["first_name", "last_name", "username", "id"], name="user_name")]
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="user_username_unique",
                violation_error_message=_("Nama pengguna ini sudah dipakai."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="user_email_unique",
                violation_error_message=_("Alamat surel ini sudah dipakai akun lain."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def has_assessor_record(self) -> bool:
        return self._has_record("assessor")

    @property
    def has_candidate_record(self) -> bool:
        return self._has_record("candidate")

    def _has_record(self, kind: str) -> bool:
        """Read from the row of a list (`for_list`) where it says so, else from the person."""
        if (told := self.__dict__.get(f"is_{kind}")) is not None:
            return bool(told)
        return hasattr(self, "person") and hasattr(self.person, kind)

    def get_absolute_url(self) -> str:
        return page_of("account_show", self.pk)
