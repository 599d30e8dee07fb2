"""The log of an assessor's development: entries with evidence, and taking a mistaken one back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessor, Event, Upload
from assessments.uploads.operations import store_file
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.saving import save_checked
from kit.taking import TakenFile
from kit.twice import refuse_twin

from ..models import Acknowledgement, Code, Development, PolicyEdition, Reminder

HOURS_A_DAY = 12
SAID = ("assessor", "title", "kind", "organiser", "begins_on", "ends_on", "hours")


@transaction.atomic
@while_guarded
def record_development(
    *, by: Account, on: date, assessor: Assessor, title: str, kind: str, organiser: str, begins_on: date, ends_on: date,
    hours: int, evidence: TakenFile,
) -> Development:  # fmt: skip
    """Write down what one did to keep up one's competence, with a PDF or an image that proves it.

    Only the assessor himself may (PermissionDenied). Refuses what is not over yet ("development_not_over"), ends before
    it begins ("development_ends_before"), has more hours than its days ("development_hours"), was sent
    a moment ago ("sent_twice"), and what the columns refuse ("invalid").
    """
    if assessor.person.account_id is None or assessor.person.account_id != by.pk:
        raise PermissionDenied
    entry = Development(
        assessor=assessor, title=title.strip(), kind=kind, organiser=organiser.strip(), begins_on=begins_on,
        ends_on=ends_on, hours=hours, recorded_by=by,
    )  # fmt: skip
    if ends_on < begins_on:
        raise RuleError(_("Tanggal selesai tidak boleh sebelum tanggal mulai."), code="development_ends_before")
    if not entry.is_over(on):
        raise RuleError(_("Catat kegiatan setelah selesai."), code="development_not_over")
    if not 1 <= hours <= HOURS_A_DAY * entry.days:
        raise RuleError(
            _("Isi 1 sampai %(most)s jam untuk kegiatan %(days)s hari."),
            code="development_hours",
            params={"most": HOURS_A_DAY * entry.days, "days": entry.days},
        )
    standing = Development.objects.in_force()
    refuse_twin(entry, SAID, about=assessor, among=standing, verb="recorded", by=by)
    entry.evidence = store_file(by=by, on=on, kind=Upload.Kind.EVIDENCE, file=evidence)
    save_checked(entry)
    Event.record(entry, "recorded", by=by, on=on)
    return entry


@transaction.atomic
@while_guarded
def retract_development(*, by: Account, on: date, development: Development) -> Development:
    """Take a mistaken entry back: it counts no longer and stays in the list. His own only; "development_retracted"."""
    entry = Development.objects.select_for_update(of=("self",)).for_list().get(pk=development.pk)
    if not entry.is_own_of(by):
        raise PermissionDenied
    if entry.retracted_at:
        raise RuleError(_("Catatan ini sudah ditarik."), code="development_retracted")
    entry.retracted_at = timezone.now()
    entry.save(update_fields=["retracted_at"])
    Event.record(entry, "retracted", by=by, on=on)
    return entry


LAPSED, NEVER = -1, -2
LADDER = (60, 30, 7)
Matter = Reminder.Matter
END_OF = {
    Matter.PLEDGE: "pledged_until",
    Matter.LICENCE: "licence_expires_on",
    Matter.TECHNICAL: "technical_expires_on",
}


@dataclass(frozen=True)
class Due:
    """A letter to write now: `step` is the rung that was reached, LAPSED when the last day is over.

    NEVER is for who has an account and never pledged: `ends_on` is the first day of the edition he is asked to read.
    A letter about a policy names its `edition`; its step says nothing but whether the last day is over.
    """

    assessor: Assessor
    matter: Reminder.Matter
    ends_on: date
    step: int
    address: str
    edition: PolicyEdition | None = None


def due_reminders(on: date) -> Iterator[Due]:
    """What is to be sent today: for each end only the lowest rung reached, and only if it was not sent yet; and once
    of each edition of a policy that waits for somebody.

    Nobody off duty is reminded, nor whose address is unknown. Who never pledged is asked once for each edition, as soon
    as he has an account to sign with.
    """
    code = Code.objects.in_force(on)
    sent = set(Reminder.objects.values_list("assessor_id", "matter", "ends_on", "step"))
    for assessor in Assessor.objects.active().select_related("person__account").order_by("pk"):
        account, address = assessor.person.account, _address_of(assessor)
        if code and account and assessor.pledged_until is None and address:
            asked = (assessor.pk, Matter.PLEDGE, code.in_force_from, NEVER)
            if asked not in sent:
                yield Due(assessor, Matter.PLEDGE, code.in_force_from, NEVER, address)
        for matter, field in END_OF.items():
            ends_on = getattr(assessor, field)
            step = step_of(ends_on, on) if address and ends_on else None
            if step is not None and (assessor.pk, matter, ends_on, step) not in sent:
                yield Due(assessor, matter, ends_on, step, address)
    yield from due_policies(on)


def due_policies(on: date) -> Iterator[Due]:
    """Editions that wait for an assessor on duty who was not written to about them."""
    for edition in PolicyEdition.objects.not_followed(on).select_related("policy").order_by("acknowledge_by", "pk"):
        noted = Acknowledgement.objects.settling(edition.policy_id, edition.in_force_from)
        lacking = Assessor.objects.active().exclude(Exists(noted.filter(assessor=OuterRef("pk"))))
        unwritten = lacking.exclude(reminders__edition=edition).select_related("person__account")
        step = LAPSED if edition.acknowledge_by < on else 0
        for assessor in unwritten.order_by("pk"):
            if address := _address_of(assessor):
                yield Due(assessor, Matter.POLICY, edition.acknowledge_by, step, address, edition)


def step_of(ends_on: date, on: date) -> int | None:
    """The lowest rung of the ladder that this day has reached; None when the end is far."""
    left = (ends_on - on).days
    if left < 0:
        return LAPSED
    return min((rung for rung in LADDER if left <= rung), default=None)


def remind(*, due: Due, on: date, send: Callable[[Due], Any]) -> bool:
    """Send one letter and keep that it was sent, both or neither; whether it went. Two timers at once send one."""
    about = {"matter": due.matter, "ends_on": due.ends_on, "step": due.step}
    known = {"edition": due.edition} if due.edition else {"edition": None, **about}
    with transaction.atomic():
        _row, is_new = Reminder.objects.get_or_create(
            assessor=due.assessor, **known, defaults=about | {"sent_on": on}
        )  # fmt: skip
        went = is_new and bool(send(due))
        if is_new and not went:
            transaction.set_rollback(True)
    return went


def _address_of(assessor: Assessor) -> str:
    account: Any = assessor.person.account
    return assessor.person.email or (account.email if account else "")
