"""Assessors: their registration, their licences with an end, and the schemes they may assess."""

import re
from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.addresses import page_of
from kit.guards import Guarded
from kit.row_counts import number_of
from kit.spelling import SpelledField, Spells, SpellsQuerySet, empty_with, plain_name
from kit.states import Statuses

from ..people.models import Person
from ..schemes.models.schemes import Scheme

MET_NUMBER = re.compile(r"^MET\.000\.\d{6} \d{4}$")

EXPIRING_DAYS = 60  # a licence is renewed in about two months


class Validity(Statuses):
    """How a certificate of an assessor stands on a day."""

    VALID = "valid", "good", _("Berlaku")
    EXPIRING = "expiring", "waiting", _("Segera berakhir")
    LAPSED = "lapsed", "bad", _("Kedaluwarsa")


def validity(ends: date, on: date) -> Validity:
    """How a certificate that ends on `ends` stands on a day; its last day counts."""
    if on > ends:
        return Validity.LAPSED
    return Validity.EXPIRING if ends <= on + timedelta(days=EXPIRING_DAYS) else Validity.VALID


class PledgeState(Statuses):
    """How an assessor's pledge to the code of ethics stands on a day."""

    VALID = "valid", "good", _("Berlaku")
    EXPIRING = "expiring", "waiting", _("Segera berakhir")
    LAPSED = "lapsed", "bad", _("Berakhir")
    MISSING = "missing", "bad", _("Belum berikrar")


class AssessorQuerySet(SpellsQuerySet["Assessor"]):
    def visible_to(self, user: Any) -> Self:
        """Admins see every assessor; an assessor himself."""
        return self.all() if user.is_lsp_admin else self.filter(person__account=user)

    def for_list(self) -> Self:
        """Rows of the assessor list."""
        rows = self.select_related("person").only(
            "met_number", "licence_expires_on", "technical_expires_on", "is_active", "person__name"
        )
        return rows.annotate(scheme_count=number_of(self.model, "schemes"))

    def with_validity(self, state: str, on: date) -> Self:
        """Those whose worse certificate (licence or technical) stands so on the day."""
        soon = on + timedelta(days=EXPIRING_DAYS)
        lapsed = models.Q(licence_expires_on__lt=on) | models.Q(technical_expires_on__lt=on)
        ending = models.Q(licence_expires_on__lte=soon) | models.Q(technical_expires_on__lte=soon)
        if state == Validity.LAPSED:
            return self.filter(lapsed)
        return self.filter(ending & ~lapsed if state == Validity.EXPIRING else ~ending)

    def with_pledge(self, state: str, on: date) -> Self:
        """Those whose pledge stands so on the day."""
        soon = on + timedelta(days=settings.PLEDGE_REMINDER_DAYS)
        wanted = {
            PledgeState.MISSING: models.Q(pledged_until__isnull=True),
            PledgeState.LAPSED: models.Q(pledged_until__lt=on),
            PledgeState.EXPIRING: models.Q(pledged_until__range=(on, soon)),
            PledgeState.VALID: models.Q(pledged_until__gt=soon),
        }
        return self.filter(wanted[PledgeState(state)])

    def without_pledge(self, on: date) -> Self:
        """Those whom no pledge covers on the day, so that they cannot be given a task."""
        return self.filter(models.Q(pledged_until__isnull=True) | models.Q(pledged_until__lt=on))

    def active(self) -> Self:
        return self.filter(is_active=True)


class Assessor(Spells):
    """Asesor kompetensi. MET registration number and both certificates have an end (BNSP: three years)."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="assessor", verbose_name=_("orang"))
    met_number = models.CharField(
        _("nomor registrasi (MET)"),
        max_length=30,
        unique=True,
        help_text=_("Contoh: MET.000.001234 2024"),
        validators=[RegexValidator(MET_NUMBER, _("Tulis seperti MET.000.001234 2024."))],
        error_messages={"unique": _("Nomor MET ini sudah terdaftar.")},
    )
    licence_expires_on = models.DateField(_("lisensi asesor berlaku sampai"))
    technical_certificate = models.CharField(_("sertifikat kompetensi teknis"), max_length=150)
    technical_expires_on = models.DateField(_("kompetensi teknis berlaku sampai"))
    is_active = models.BooleanField(_("masih bertugas"), default=True)
    employer = models.CharField(
        _("tempat bekerja"),
        max_length=150,
        blank=True,
        help_text=_("Sekolah atau perusahaan tempat asesor bekerja; dicocokkan dengan asal asesi."),
    )
    employer_key = SpelledField(max_length=150, of="employer", by=plain_name, db_index=True)
    pledged_until = models.DateField(_("ikrar kode etik berlaku sampai"), null=True, blank=True, editable=False)
    policies_due_on = models.DateField(
        _("kebijakan harus dinyatakan sampai"), null=True, blank=True, editable=False
    )  # the last day on which he is given a task before he has taken note of every policy that waits for him
    schemes = models.ManyToManyField(
        Scheme, verbose_name=_("skema yang boleh diases"), related_name="assessors", blank=True
    )

    objects = AssessorQuerySet.as_manager()

    guarded = Guarded()

    class Meta:
        verbose_name = _("asesor")
        verbose_name_plural = pgettext_lazy("many", "asesor")
        ordering = ["person__name", "pk"]
        constraints = [empty_with("employer", "employer_key", name="assessor_employer_key_erased")]

    def __str__(self) -> str:
        return self.person.name

    def get_absolute_url(self) -> str:
        return page_of("assessor_show", self.pk)

    def licence_valid(self, on: date) -> bool:
        """Whether the assessor's licence covers the day; its last day counts."""
        return on <= self.licence_expires_on

    def technical_valid(self, on: date) -> bool:
        """Whether the technical certificate covers the day; its last day counts."""
        return on <= self.technical_expires_on

    def has_pledged(self, on: date) -> bool:
        """Whether a pledge to the code of ethics covers the day; its last day counts."""
        return self.pledged_until is not None and on <= self.pledged_until

    def owes_policies(self, on: date) -> bool:
        """Whether the day is over until which he should have taken note of a policy."""
        return self.policies_due_on is not None and on > self.policies_due_on

    @property
    def pledge_state(self) -> PledgeState:
        """How the pledge stands today; it may be renewed as long as it is about to end."""
        today = timezone.localdate()
        if self.pledged_until is None:
            return PledgeState.MISSING
        if self.pledged_until < today:
            return PledgeState.LAPSED
        is_late = self.pledged_until <= today + timedelta(days=settings.PLEDGE_REMINDER_DAYS)
        return PledgeState.EXPIRING if is_late else PledgeState.VALID

    @property
    def licence_validity(self) -> Validity:
        """How the licence stands today."""
        return validity(self.licence_expires_on, timezone.localdate())

    @property
    def technical_validity(self) -> Validity:
        """How the technical certificate stands today."""
        return validity(self.technical_expires_on, timezone.localdate())
