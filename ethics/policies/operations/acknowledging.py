"""An assessor takes note of an edition of a policy, and what still waits for him is told below (clause 2)."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.duty.operations import record_policy_duty
from assessments.models import Assessor, Event
from kit.errors import RuleError
from kit.guards import while_guarded

from ...models import Acknowledgement, PolicyEdition

STATEMENT = (
    "Saya, {name}, asesor kompetensi nomor registrasi {met}, telah membaca dan memahami {title} "
    "({issuer}, {number}, edisi {edition}) dan akan melaksanakannya."
)


def statement_of(assessor: Assessor, edition: PolicyEdition) -> str:
    """The words that the assessor confirms; Indonesian, as the policies themselves."""
    policy = edition.policy
    return STATEMENT.format(
        name=assessor.person.name, met=assessor.met_number, title=policy.title, issuer=policy.get_issuer_display(),
        number=policy.number, edition=edition.number,
    )  # fmt: skip


@transaction.atomic
@while_guarded
def acknowledge(
    *, by: Any, on: date, assessor: Assessor, edition: PolicyEdition, seen: str, address: str | None = None
) -> Acknowledgement:
    """Say that one has read an edition and carries it out; once, and for ever. It settles earlier editions too.

    `seen` is the fingerprint of what the page showed. Only the assessor himself may (PermissionDenied). Refuses any
    day but today ("acknowledgement_dated"), a draft or an edition that another followed ("policy_not_asked"), other
    words than those shown ("policy_changed"), and a second time ("acknowledged_already").
    """
    if assessor.person.account_id is None or assessor.person.account_id != by.pk:
        raise PermissionDenied
    if on != timezone.localdate():
        raise RuleError(_("Pernyataan dibuat pada hari ini."), code="acknowledgement_dated")
    assessor = Assessor.objects.select_for_update(of=("self",)).select_related("person").get(pk=assessor.pk)
    asked = PolicyEdition.objects.not_followed(on).select_related("policy", "file").filter(pk=edition.pk).first()
    if asked is None:
        raise RuleError(_("Edisi ini belum diumumkan atau sudah diganti."), code="policy_not_asked")
    if seen != asked.fingerprint:
        raise RuleError(_("Halaman ini tidak memuat isi yang terbaru. Baca lagi."), code="policy_changed")
    if Acknowledgement.objects.filter(assessor=assessor, edition=asked).exists():
        raise RuleError(_("Anda sudah menyatakannya."), code="acknowledged_already")
    word = Acknowledgement(
        assessor=assessor, edition=asked, statement=statement_of(assessor, asked), acknowledged_by=by,
        acknowledged_at=timezone.now(), address=address,
    )  # fmt: skip
    word.digest = word.expected_digest()
    word.save(force_insert=True)
    Event.record(word, "acknowledged", by=by, on=on)
    tell_policy_duty(by=by, on=on, assessor=assessor)
    return word


def tell_policy_duty(*, by: Any, on: date, assessor: Assessor) -> None:
    """Write down where sessions are planned until when this assessor has to take note of what waits for him."""
    first = PolicyEdition.objects.waiting_for(assessor, on).first()
    record_policy_duty(by=by, on=on, assessor=assessor, until=first.acknowledge_by if first else None)
