"""Reminding assessors of what ends, in steps before the day and once after it; and once of each policy to read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from assessments.models import Assessor

from ...models import Acknowledgement, Code, PolicyEdition, Reminder

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
