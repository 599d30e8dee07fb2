"""FR.AK-06: asked by officers and admins, filled in by the reviewer, read by the assessor."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from assessments.access import allow, is_assessor
from assessments.models import AssessmentSession
from kit.access import FORM
from kit.forms.refusals import form_status
from kit.history import history
from kit.lists import list_page
from kit.views.submitting import posted, submit

from ...models import Review
from ...printing.pdf import review_pdf
from ..forms import EvaluatorForm, ReviewForm
from ..lists import EvaluationFilter, ReviewTable, ReviewTaskTable, TaskFilter
from ..operations.reviews import ask_review, fill_review, reviewers
from ..work import work_of
from .evaluations import (
    OFFICERS,
    READERS,
    cancel_page,
    list_words,
    record_words,
    reply_page,
    tasks,
)

FINISHED = AssessmentSession.Status.FINISHED


@allow(*READERS)
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


@allow(*OFFICERS)
def review_choose(request: HttpRequest) -> HttpResponse:
    """Whose work in which finished session is to be reviewed."""
    return list_page(
        request,
        queryset=tasks(request).filter(session__status=FINISHED, has_signed=True),
        table_class=ReviewTaskTable,
        filter_class=TaskFilter,
        template="ethics/evaluations/review_choose.html",
    )


@allow(*OFFICERS, methods=FORM)
def review_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the reviewer."""
    task = get_object_or_404(tasks(request).filter(session__status=FINISHED, has_signed=True), pk=pk)
    free = reviewers(task.session, task.assessor)
    form = EvaluatorForm(posted(request), role="reviewer", free=free, label=_("Peninjau"))
    if review := submit(request, form, ask_review, session=task.session, assessor=task.assessor):
        messages.success(request, _("Tinjauan diminta. Peninjau melihatnya di halaman pekerjaannya."))
        return redirect(review)
    page = {"task": task, "form": form}
    return render(request, "ethics/evaluations/review_ask.html", page, status=form_status(form))


@allow(*READERS)
def review_show(request: HttpRequest, pk: int) -> HttpResponse:
    review = get_object_or_404(Review.objects.visible_to(request.user).for_list(), pk=pk)
    page = {"review": review, "events": history(review), **record_words(request, review)}
    return render(request, "ethics/evaluations/review_show.html", page)


@allow(*READERS, methods=FORM)
def review_fill(request: HttpRequest, pk: int) -> HttpResponse:
    """What the reviewer needs to see, and the form; once."""
    review = get_object_or_404(Review.objects.asked_of(request.user).for_list(), pk=pk)
    form = ReviewForm(posted(request))
    if filled := submit(request, form, fill_review, review=review):
        messages.success(request, _("Tinjauan terkirim. Asesor dapat membacanya."))
        return redirect(filled)
    page = {"review": review, "form": form, "work": work_of(review.session, review.assessor)}
    return render(request, "ethics/evaluations/review_fill.html", page, status=form_status(form))


@allow(is_assessor, methods=FORM)
def review_reply(request: HttpRequest, pk: int) -> HttpResponse:
    return reply_page(request, Review.objects.all(), pk)


@allow(*OFFICERS, methods=FORM)
def review_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    return cancel_page(request, Review.objects.all(), pk)


@allow(*READERS)
def review_download(request: HttpRequest, pk: int) -> HttpResponse:
    """FR.AK-06 as a PDF, once it is filled in."""
    finished = Review.objects.visible_to(request.user).finished().for_list()
    content = review_pdf(get_object_or_404(finished, pk=pk))
    disposition = f'attachment; filename="FR.AK-06-{pk}.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})
