"""What the code of ethics asks of an assessor before and after each session."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Assessment, AssessmentSession
from ethics.models import GiftDeclaration

from .days import spoken
from .tasks import Queue, Row, Task, queue


def to_declare(user: Any) -> Queue:
    """Sessions with candidates about whom he has said nothing yet; none of them is named."""
    waiting = Assessment.objects.assigned_to(user).undeclared().filter(status=Assessment.Status.ENROLLED)
    own = AssessmentSession.objects.assigned_to(user).open().filter(pk__in=waiting.order_by().values("session"))
    rows = own.select_related("scheme_version", "venue").order_by("starts_at", "pk")
    return queue(_("Hubungan untuk dinyatakan"), rows, _declare)


def _declare(session: Row) -> Task:
    return _about(session, reverse("relation_declare", args=[session.pk]))


def gifts_to_declare(user: Any) -> Queue:
    """Finished sessions after which he has not said yet that nothing was received or promised."""
    said = GiftDeclaration.objects.filter(assessor__person__account=user).order_by().values("session")
    own = AssessmentSession.objects.assigned_to(user).filter(status=AssessmentSession.Status.FINISHED)
    rows = own.exclude(pk__in=said).select_related("scheme_version", "venue").order_by("ends_at", "pk")
    return queue(_("Pernyataan pemberian"), rows, lambda row: _about(row, reverse("gift_declare", args=[row.pk])))


def _about(session: Row, url: str) -> Task:
    text = f"{spoken(session.starts_at)}, {session.venue.name}"
    return Task(title=session.scheme_version.title, text=text, url=url, action=_("Nyatakan"))
