"""FR.AK-06: asked by officers and admins, filled in by the reviewer, read by the assessor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.access import assessor_only
from assessments.models import AssessmentSession
from kit.forms.refusals import form_status
from kit.history import history
from kit.lists import list_page

from ...models import Review
from ...printing.pdf import review_paper
from ..forms import EvaluatorForm, ReviewForm
from ..lists import EvaluationFilter, ReviewTable, ReviewTaskTable, TaskFilter
from ..operations.reviews import ask_review, fill_review, reviewers
from ..work import work_of
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

FINISHED = AssessmentSession.Status.FINISHED


@readers
@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    """Officers and admins see all, others those asked of them and the finished ones about themselves."""
    return list_page(
        request,
        queryset=Review.objects.visible_to(request.user).for_list(),
        table_class=ReviewTable,
        filter_class=EvaluationFilter,
        template="ethics/evaluations/review_list.html",
        context=list_words(request, "review_list"),
    )


@officers
@require_safe
def review_choose(request: HttpRequest) -> HttpResponse:
    """Whose work in which finished session is to be reviewed."""
    return list_page(
        request,
        queryset=tasks(request).filter(session__status=FINISHED, has_signed=True),
        table_class=ReviewTaskTable,
        filter_class=TaskFilter,
        template="ethics/evaluations/review_choose.html",
    )


@officers
@page_or_post
def review_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the reviewer."""
    task = get_object_or_404(tasks(request).filter(session__status=FINISHED, has_signed=True), pk=pk)
    free = reviewers(task.session, task.assessor)
    form = EvaluatorForm(data(request), free=free, label=_("Peninjau"))
    done = act(
        request, form, ask_review,
        lambda: {"session": task.session, "assessor": task.assessor, "reviewer": form.cleaned_data["evaluator"]},
        _("Tinjauan diminta. Peninjau melihatnya di halaman pekerjaannya."), evaluator_unfit="evaluator",
        asked_already="evaluator",
    )  # fmt: skip
    return done or render(
        request, "ethics/evaluations/review_ask.html", {"task": task, "form": form}, status=form_status(form)
    )


@readers
@require_safe
def review_show(request: HttpRequest, pk: int) -> HttpResponse:
    review = get_object_or_404(Review.objects.visible_to(request.user).for_list(), pk=pk)
    page = {"review": review, "events": history(review), **record_words(request, review)}
    return render(request, "ethics/evaluations/review_show.html", page)


@readers
@page_or_post
def review_fill(request: HttpRequest, pk: int) -> HttpResponse:
    """What the reviewer needs to see, and the form; once."""
    review = get_object_or_404(Review.objects.asked_of(request.user).for_list(), pk=pk)
    form = ReviewForm(data(request))
    done = act(
        request, form, fill_review,
        lambda: {
            "review": review, "marks": form.marks(), "process_advice": form.cleaned_data["process_advice"],
            "decision_advice": form.cleaned_data["decision_advice"],
        },
        _("Tinjauan terkirim. Asesor dapat membacanya."), process_advice_required="process_advice",
        decision_advice_required="decision_advice",
    )  # fmt: skip
    page = {"review": review, "form": form, "work": work_of(review.session, review.assessor)}
    return done or render(request, "ethics/evaluations/review_fill.html", page, status=form_status(form))


@assessor_only
@page_or_post
def review_reply(request: HttpRequest, pk: int) -> HttpResponse:
    return reply_page(request, Review.objects.all(), pk)


@officers
@page_or_post
def review_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    return cancel_page(request, Review.objects.all(), pk)


@readers
@require_safe
def review_download(request: HttpRequest, pk: int) -> HttpResponse:
    """FR.AK-06 as a PDF, once it is filled in."""
    finished = Review.objects.visible_to(request.user).finished().for_list()
    content = review_paper(get_object_or_404(finished, pk=pk))
    disposition = f'attachment; filename="FR.AK-06-{pk}.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})
