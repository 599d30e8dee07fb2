"""Witnessed assessments: planned by officers and admins, known to the assessor in advance, reported by the witness."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import allow, is_assessor
from assessments.models import AssessmentSession
from kit.access import FORM
from kit.forms.refusals import form_status
from kit.history import history
from kit.lists import list_page
from kit.views.submitting import posted, submit

from ...models import Witnessing
from ..forms import EvaluatorForm, WitnessForm
from ..lists import EvaluationFilter, TaskFilter, WitnessTable, WitnessTaskTable
from ..operations.evaluations import evaluators
from ..operations.witnessings import plan_witnessing, report_witnessing
from .evaluations import (
    OFFICERS,
    READERS,
    cancel_page,
    list_words,
    record_words,
    reply_page,
    tasks,
)

OPEN = AssessmentSession.STATES.open


@allow(*READERS)
def witness_list(request: HttpRequest) -> HttpResponse:
    """Officers and admins see all, others those asked of them and those about themselves."""
    return list_page(
        request,
        queryset=Witnessing.objects.visible_to(request.user).for_list(),
        table_class=WitnessTable,
        filter_class=EvaluationFilter,
        template="ethics/evaluations/witness_list.html",
        context=list_words(request, "witness_list"),
    )


@allow(*OFFICERS)
def witness_choose(request: HttpRequest) -> HttpResponse:
    """Which assessor is to be watched in which session."""
    return list_page(
        request,
        queryset=tasks(request).filter(session__status__in=OPEN).order_by("session__starts_at", "pk"),
        table_class=WitnessTaskTable,
        filter_class=TaskFilter,
        template="ethics/evaluations/witness_choose.html",
    )


@allow(*OFFICERS, methods=FORM)
def witness_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the witness."""
    task = get_object_or_404(tasks(request).filter(session__status__in=OPEN), pk=pk)
    free = evaluators(task.session, task.assessor)
    form = EvaluatorForm(posted(request), role="witness", free=free, label=_("Saksi"))
    if witnessing := submit(request, form, plan_witnessing, session=task.session, assessor=task.assessor):
        messages.success(request, _("Penyaksian direncanakan. Asesor dan saksi melihatnya."))
        return redirect(witnessing)
    page = {"task": task, "form": form}
    return render(request, "ethics/evaluations/witness_plan.html", page, status=form_status(form))


@allow(*READERS)
def witness_show(request: HttpRequest, pk: int) -> HttpResponse:
    witnessing = get_object_or_404(Witnessing.objects.visible_to(request.user).for_list(), pk=pk)
    page = {"witnessing": witnessing, "events": history(witnessing), **record_words(request, witnessing)}
    return render(request, "ethics/evaluations/witness_show.html", page)


@allow(*READERS, methods=FORM)
def witness_report(request: HttpRequest, pk: int) -> HttpResponse:
    """What the witness saw; once, and not before the session has begun."""
    witnessing = get_object_or_404(Witnessing.objects.asked_of(request.user).for_list(), pk=pk)
    form = WitnessForm(posted(request), on=timezone.localdate())
    if reported := submit(request, form, report_witnessing, witnessing=witnessing):
        messages.success(request, _("Laporan terkirim. Asesor dapat membacanya."))
        return redirect(reported)
    page = {"witnessing": witnessing, "form": form, "has_begun": witnessing.standing == Witnessing.Standing.OPEN}
    return render(request, "ethics/evaluations/witness_report.html", page, status=form_status(form))


@allow(is_assessor, methods=FORM)
def witness_reply(request: HttpRequest, pk: int) -> HttpResponse:
    return reply_page(request, Witnessing.objects.all(), pk)


@allow(*OFFICERS, methods=FORM)
def witness_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    return cancel_page(request, Witnessing.objects.all(), pk)
