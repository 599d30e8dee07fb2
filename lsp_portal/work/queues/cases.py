"""Cases under the code of ethics: what waits for the officer, and for whoever else has a part to play in one."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.access import is_assessor, is_ethics_officer, is_lsp_admin, is_suspended
from assessments.models import AssessmentSession, Assignment, Bar
from ethics.models import CertificateMeasure, EthicsCase, Panel

from . import evaluating
from .tasks import Queue, Section, Task, queue

Status = EthicsCase.Status


def to_handle(user: Any) -> Queue:
    """What an officer without part takes up, the oldest first; what lies with a panel is not his to do."""
    waiting = EthicsCase.STATES.open - {Status.PANEL, Status.APPEAL_PANEL}
    rows = EthicsCase.objects.visible_to(user).filter(status__in=waiting).for_list().order_by("received_on", "pk")
    return queue(_("Perkara etik"), rows, _handle)


def _handle(case: EthicsCase) -> Task:
    return Task(case.number, case.get_status_display(), case.get_absolute_url(), _("Buka"))


def section(user: Any, today: date) -> Section:
    """An own case to answer or appeal, a panel that waits for its decision, certificates a panel names, colleagues to
    evaluate.
    """
    clocks = Q(status=Status.HEARING, reply_until__gte=today) | Q(status=Status.DECIDED, appeal_until__gte=today)
    own = EthicsCase.objects.about(user).filter(clocks).order_by("received_on", "pk")
    panels = Panel.objects.filter(seats__member=user, decision__isnull=True).select_related("case").order_by("pk")
    measures = CertificateMeasure.objects.answerable_by(user).waiting().for_list()
    left: Any = Assignment.objects.filter(session__in=AssessmentSession.objects.open(), assessor__in=barred(today))
    left = left.select_related("session__scheme_version", "assessor__person").order_by("session__starts_at", "pk")
    judging = [
        queue(_("Majelis etik"), panels, _judge),
        queue(_("Usul majelis etik"), measures, _measure),
        *([evaluating.to_fill(user)] if is_lsp_admin(user) or is_ethics_officer(user) or is_assessor(user) else []),
    ]
    if any(each.tasks for each in judging) and is_suspended(user):
        judging = []
    return Section(
        queues=[
            *([queue(_("Jadwal asesor yang dibekukan"), left, _hand_over)] if user.is_lsp_admin else []),
            queue(_("Perkara etik tentang Anda"), own, _answer),
            *judging,
        ],
        calm="",
        role=_("Kode etik"),
    )


def barred(today: date) -> Any:
    """The assessors who may not serve today."""
    return Bar.objects.touching(today, today).values("assessor")


def _hand_over(task: Assignment) -> Task:
    return Task(str(task.session), str(task.assessor), task.session.get_absolute_url(), _("Serahkan"), tone="bad")


def _answer(case: EthicsCase) -> Task:
    until = case.reply_until if case.status == Status.HEARING else case.appeal_until
    text = _("sampai %(day)s") % {"day": date_format(until, "j F Y") if until else ""}
    return Task(case.number, text, reverse("ethics_case_answer", args=[case.pk]), _("Baca"), tone="waiting")


def _judge(panel: Panel) -> Task:
    return Task(
        panel.case.number, panel.get_turn_display(), reverse("ethics_case_judge", args=[panel.case_id]), _("Baca")
    )


def _measure(measure: CertificateMeasure) -> Task:
    address = reverse("measure_answer", args=[measure.pk])
    return Task(measure.certificate.number, measure.get_act_display(), address, _("Jawab"))
