"""The badge of an assessor: made when he first opens it for a session."""

import secrets
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from assessments.models import AssessmentSession, Assessor, Event
from kit.accounts import Account

from ..models import Badge

TOKEN_BYTES = 24  # 32 letters, as in the address of a certificate


def sessions_of(assessor: Assessor, *, on: date) -> Any:
    """The sessions of this day in which the assessor serves, the first on top."""
    begun = AssessmentSession.objects.open().filter(assignments__assessor=assessor, starts_at__date__lte=on)
    return begun.filter(ends_at__date__gte=on).select_related("scheme_version", "venue").order_by("starts_at", "pk")


@transaction.atomic
def badge_for(*, by: Account, on: date, session: AssessmentSession, assessor: Assessor) -> Badge:
    """The assessor's badge of a session; asked again it is the same one.

    Only for himself, and only where he is assigned (PermissionDenied). Whether it is valid is asked each time it is
    checked, not here.
    """
    if assessor.person.account_id is None or assessor.person.account_id != by.pk:
        raise PermissionDenied
    session = AssessmentSession.objects.select_for_update().get(pk=session.pk)
    if not session.assignments.filter(assessor=assessor).exists():
        raise PermissionDenied
    badge, is_new = Badge.objects.for_check().get_or_create(
        session=session, assessor=assessor, defaults={"token": secrets.token_urlsafe(TOKEN_BYTES)}
    )
    if is_new:
        Event.record(badge, "made", by=by, on=on)
    return badge


def valid_badge(token: str) -> Badge | None:
    """The badge with this token if it is valid today; None when it is not or when there is none."""
    badge = Badge.objects.for_check().filter(token=token).first()
    return badge if badge and badge.is_valid(timezone.localdate()) else None
