"""Questions of candidates and their answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import allow, is_assessor, is_candidate, is_ethics_officer, is_lsp_admin
from assessments.confidentiality.readings import Kind, note_reading
from assessments.models import Assessment
from kit.access import FORM, signed_in
from kit.forms.refusals import form_status
from kit.lists import list_page
from kit.views.submitting import posted, submit

from ..models import Question
from . import operations
from .forms import QuestionForm, ReplyForm
from .lists import QuestionFilter, QuestionTable
from .models import threads_of


@allow(is_lsp_admin, is_ethics_officer, is_assessor)
def question_list(request: HttpRequest) -> HttpResponse:
    own = Question.objects.visible_to(request.user).exclude(asked_by=request.user)
    return list_page(
        request,
        queryset=own.for_list(),
        table_class=QuestionTable,
        filter_class=QuestionFilter,
    )


@allow(signed_in)
def question_thread(request: HttpRequest, pk: int) -> HttpResponse:
    """All questions about one assessment, for those who may read them; a place to ask for its candidate."""
    assessment = get_object_or_404(threads_of(request.user).for_list(), pk=pk)
    return _thread(request, assessment, QuestionForm())


@allow(is_candidate, methods=FORM)
def question_ask(request: HttpRequest, pk: int) -> HttpResponse:
    own = Assessment.objects.filter(candidate__person__account=request.user).for_list()
    assessment = get_object_or_404(own, pk=pk)
    form = QuestionForm(posted(request))
    if submit(request, form, operations.ask, assessment=assessment):
        messages.success(request, _("Pertanyaan terkirim. Kami mengirim surel begitu ada jawabannya."))
        return redirect("question_thread", pk=pk)
    return _thread(request, assessment, form)


def _thread(request: HttpRequest, assessment: Assessment, form: QuestionForm) -> HttpResponse:
    is_candidate = assessment.candidate.person.account_id == request.user.pk
    note_reading(request.user, assessment.candidate, Kind.QUESTIONS)
    rows = Question.objects.filter(assessment=assessment).for_list()
    page = {
        "assessment": assessment,
        "is_candidate": is_candidate,
        "may_ask": is_candidate and operations.may_ask(assessment, on=timezone.localdate()),
        "questions": [(question, operations.may_reply(request.user, question)) for question in rows],
        "form": form,
    }
    return render(request, "ethics/questions/question_thread.html", page, status=form_status(form))


@allow(signed_in, methods=FORM)
def question_answer(request: HttpRequest, pk: int) -> HttpResponse:
    question = get_object_or_404(Question.objects.visible_to(request.user).for_list(), pk=pk)
    if not operations.may_reply(request.user, question):
        raise PermissionDenied
    note_reading(request.user, question.assessment.candidate, Kind.QUESTIONS)
    form = ReplyForm(posted(request))
    if submit(request, form, operations.reply, question=question):
        messages.success(request, _("Jawaban terkirim. Asesi diberi tahu lewat surel."))
        return redirect("question_thread", pk=question.assessment_id)
    page = {"question": question, "assessment": question.assessment, "form": form}
    return render(request, "ethics/questions/question_answer.html", page, status=form_status(form))
