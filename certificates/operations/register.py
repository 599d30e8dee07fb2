"""The chain: entering acts, and publishing what it had reached at the end of each day."""

import secrets
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.models import Event

from .. import chain
from ..models import Certificate, CertificateFile, DailyRoot, RegisterEntry
from .numbers import draw

SERIES = "register"


def enter(
    certificate: Certificate, act: str, *, by: Any, on: date, reason: str = "", letter_number: str = ""
) -> RegisterEntry:
    """Append an act to the chain, and tell it on the certificate's timeline. The status follows by `move`.

    Must run inside a transaction: the chain's counter stays locked until it ends, so of two acts one waits for the
    other. The first act of a day publishes the roots of the days before it.
    """
    number = draw(SERIES)
    previous = RegisterEntry.objects.order_by("-number").values_list("digest", flat=True).first() or chain.GENESIS
    now, salt = timezone.now(), secrets.token_hex(16)
    publish_roots(before=timezone.localdate(now))
    status = RegisterEntry.STATUS_AFTER[RegisterEntry.Act(act)]
    content = chain.content_of(
        number=number,
        act=str(act),
        status=str(status),
        token=certificate.token,
        replaces=certificate.replaces.token if certificate.replaces else "",
        on=on,
        at=now,
        file=CertificateFile.objects.filter(certificate=certificate).values_list("sha256", flat=True).first() or "",
        snapshot=certificate.snapshot,
        detail=chain.detail_of(salt, reason=reason, letter_number=letter_number, by=by.pk),
    )
    entry = RegisterEntry.objects.create(
        number=number,
        certificate=certificate,
        act=act,
        status_after=status,
        on=on,
        at=now,
        by=by,
        reason=reason,
        letter_number=letter_number,
        salt=salt,
        content=content,
        previous=previous,
        digest=chain.digest_of(previous, content),
    )
    Event.record(certificate, str(act), by=by, on=on, reason=reason)
    return entry


@transaction.atomic
def publish_roots(*, before: date) -> int:
    """Publish the root of every day before this one that has acts and no root yet. Returns how many.

    A day without acts has no root: the root of the day before stands for it.
    """
    newest = DailyRoot.objects.order_by("-day").select_related("entry").first()
    entries = RegisterEntry.objects.filter(number__gt=newest.entry.number) if newest else RegisterEntry.objects.all()
    last: dict[date, RegisterEntry] = {}
    for entry in entries.defer("content").order_by("number").iterator():
        day = timezone.localdate(entry.at)
        if newest and day <= newest.day:
            day = newest.day + timedelta(days=1)  # a clock that went back: a published day is closed
        if day >= before:
            break
        last[day] = entry
    for day, entry in last.items():
        DailyRoot.objects.get_or_create(day=day, defaults={"entry": entry, "digest": entry.digest})
    return len(last)
