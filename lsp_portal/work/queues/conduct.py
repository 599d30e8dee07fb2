"""What the code of ethics asks of an assessor before and after each session."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Assessment, AssessmentSession, Assignment
from ethics.models import GiftDeclaration, PeerRemark

from .days import after, spoken
from .tasks import Queue, Row, Task, queue

ASKED_DAYS = 14  # how long after a session its assessors are asked about each other; they may answer later too


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


def peer_remarks_to_give(user: Any, today: date) -> Queue:
    """Colleagues of sessions that ended lately, of whom he has said nothing; he may leave it."""
    said = PeerRemark.objects.filter(
        session=OuterRef("session"), about=OuterRef("assessor"), rater__person__account=user
    )
    ended = AssessmentSession.objects.assigned_to(user).filter(
        status=AssessmentSession.Status.FINISHED, ends_at__gte=after(today, -ASKED_DAYS)
    )
    others = Assignment.objects.filter(session__in=ended).exclude(assessor__person__account=user)
    rows = others.exclude(Exists(said)).select_related("assessor__person", "session__scheme_version")
    return queue(_("Tentang rekan Anda"), rows.order_by("session__ends_at", "pk"), _peer_remark)


def _peer_remark(assignment: Row) -> Task:
    session = assignment.session
    return Task(
        title=assignment.assessor.person.name,
        text=_("%(scheme)s. Hanya petugas etik yang membacanya.") % {"scheme": session.scheme_version.title},
        url=reverse("peer_give", args=[session.pk, assignment.assessor_id]),
        action=_("Isi"),
    )


def _about(session: Row, url: str) -> Task:
    text = f"{spoken(session.starts_at)}, {session.venue.name}"
    return Task(title=session.scheme_version.title, text=text, url=url, action=_("Nyatakan"))
