"""Witnessed assessments: planned by officers and admins, known to the assessor in advance, reported by the witness."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.access import assessor_only
from assessments.models import AssessmentSession
from kit.forms.refusals import form_status
from kit.history import history
from kit.lists import list_page

from ...models import Witnessing
from ..forms import EvaluatorForm, WitnessForm
from ..lists import EvaluationFilter, TaskFilter, WitnessTable, WitnessTaskTable
from ..operations.evaluations import evaluators
from ..operations.witnessings import plan_witnessing, report_witnessing
from .evaluations import (
    act,
    cancel_page,
    data,
    list_words,
    officers,
    page_or_post,
    readers,
    record_words,
    reply_page,
    tasks,
)

OPEN = AssessmentSession.STATES.open
FIELD_OF = {"witness_dated": "happened_on", "strengths_required": "strengths"}
FIELD_OF |= {"improvements_required": "improvements", "conclusion_unknown": "conclusion"}


@readers
@require_safe
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


@officers
@require_safe
def witness_choose(request: HttpRequest) -> HttpResponse:
    """Which assessor is to be watched in which session."""
    return list_page(
        request,
        queryset=tasks(request).filter(session__status__in=OPEN).order_by("session__starts_at", "pk"),
        table_class=WitnessTaskTable,
        filter_class=TaskFilter,
        template="ethics/evaluations/witness_choose.html",
    )


@officers
@page_or_post
def witness_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the witness."""
    task = get_object_or_404(tasks(request).filter(session__status__in=OPEN), pk=pk)
    form = EvaluatorForm(data(request), free=evaluators(task.session, task.assessor), label=_("Saksi"))
    done = act(
        request, form, plan_witnessing,
        lambda: {"session": task.session, "assessor": task.assessor, "witness": form.cleaned_data["evaluator"]},
        _("Penyaksian direncanakan. Asesor dan saksi melihatnya."), evaluator_unfit="evaluator",
        asked_already="evaluator",
    )  # fmt: skip
    return done or render(
        request, "ethics/evaluations/witness_plan.html", {"task": task, "form": form}, status=form_status(form)
    )


@readers
@require_safe
def witness_show(request: HttpRequest, pk: int) -> HttpResponse:
    witnessing = get_object_or_404(Witnessing.objects.visible_to(request.user).for_list(), pk=pk)
    page = {"witnessing": witnessing, "events": history(witnessing), **record_words(request, witnessing)}
    return render(request, "ethics/evaluations/witness_show.html", page)


@readers
@page_or_post
def witness_report(request: HttpRequest, pk: int) -> HttpResponse:
    """What the witness saw; once, and not before the session has begun."""
    witnessing = get_object_or_404(Witnessing.objects.asked_of(request.user).for_list(), pk=pk)
    form = WitnessForm(data(request), on=timezone.localdate())
    done = act(
        request, form, report_witnessing, lambda: {"witnessing": witnessing, **form.report()},
        _("Laporan terkirim. Asesor dapat membacanya."), **FIELD_OF,
    )  # fmt: skip
    page = {"witnessing": witnessing, "form": form, "has_begun": witnessing.standing == Witnessing.Standing.OPEN}
    return done or render(request, "ethics/evaluations/witness_report.html", page, status=form_status(form))


@assessor_only
@page_or_post
def witness_reply(request: HttpRequest, pk: int) -> HttpResponse:
    return reply_page(request, Witnessing.objects.all(), pk)


@officers
@page_or_post
def witness_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    return cancel_page(request, Witnessing.objects.all(), pk)
