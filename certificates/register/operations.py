"""The chain: entering acts, and publishing what it had reached at the end of each day."""

import secrets
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assessments.models import Event
from kit.accounts import Account
from kit.guards import require_guards

from ..models import Certificate, CertificateFile, DailyRoot, RegisterEntry
from ..numbers.operations import draw
from . import chain

SERIES = "register"


def enter(
    certificate: Certificate, act: str, *, by: Account, on: date, reason: str = "", letter_number: str = ""
) -> RegisterEntry:
    """Append an act to the chain, and tell it on the certificate's timeline. The status follows by `move`.

    Must run inside a transaction: the chain's counter stays locked until it ends, so of two acts one waits for the
    other. The first act of a day publishes the roots of the days before it. Refuses "guards_missing".
    """
    require_guards()
    number = draw(SERIES)
    before = RegisterEntry.objects.only("digest", "at").order_by("-number").first()
    previous = before.digest if before else chain.GENESIS
    now, salt = timezone.now(), secrets.token_hex(16)
    if before and timezone.localdate(before.at) < (today := timezone.localdate(now)):
        publish_roots(before=today)  # else the entry before did, or there is nothing: asking reads all of the day's
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

    A day without acts has no root: the root of the day before stands for it. Days follow the order of the entries
    whatever the clock did: an entry dated ahead belongs to the day of the one after it, and one dated back to the
    first day that is not published.
    """
    newest = DailyRoot.objects.aggregate(day=Max("day"), number=Max("entry__number"))
    open_from = newest["day"] + timedelta(days=1) if newest["day"] else date.min
    entries = RegisterEntry.objects.filter(number__gt=newest["number"] or 0).only("number", "at", "digest")
    last: dict[date, RegisterEntry] = {}
    day = before
    for entry in entries.order_by("-number").iterator():
        day = max(min(day, timezone.localdate(entry.at)), open_from)
        if day < before:
            last.setdefault(day, entry)
    for day, entry in sorted(last.items()):
        DailyRoot.objects.get_or_create(day=day, defaults={"entry": entry, "digest": entry.digest})
    return len(last)
