"""Possible conflicts of interest: the officers decide, an assessor sees how his own stand."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from assessments.access import allow, is_assessor, is_ethics_officer
from assessments.confidentiality.readings import Kind, note_reading
from assessments.models import AssessmentSession, Assessor
from kit.access import FORM
from kit.forms.refusals import form_status
from kit.history import history
from kit.lists import list_page
from kit.views.submitting import posted, submit

from ..models import Conflict
from .forms import ConflictForm, RelationsForm
from .lists import ConflictFilter, ConflictTable
from .operations import declarations
from .operations.conflicts import decide_conflict


@allow(is_ethics_officer, is_assessor)
def conflict_list(request: HttpRequest) -> HttpResponse:
    """What waits for a decision first, the longest waiting on top."""
    return list_page(
        request,
        queryset=Conflict.objects.visible_to(request.user).for_list().open_first(),
        table_class=ConflictTable,
        filter_class=ConflictFilter,
        template="ethics/impartiality/conflict_list.html",
    )


@allow(is_ethics_officer, is_assessor)
def conflict_show(request: HttpRequest, pk: int) -> HttpResponse:
    """Who, which tie, why it came up, and what was decided."""
    conflict = _one(request, pk)
    page = {"conflict": conflict, "assessment": conflict.assessment, "events": history(conflict)}
    page["tells_why"] = conflict.tells(request.user)
    page["may_decide"] = is_ethics_officer(request.user) and not conflict.is_involved and conflict.is_open
    page["is_involved_officer"] = is_ethics_officer(request.user) and conflict.is_involved and conflict.is_open
    return render(request, "ethics/impartiality/conflict_show.html", page)


@allow(is_ethics_officer, methods=FORM)
def conflict_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The three ways out with what each brings about; whoever has a part in the matter leaves it to somebody else."""
    conflict = _one(request, pk)
    if conflict.is_involved and request.method == "POST":
        raise PermissionDenied
    if conflict.is_involved or (not conflict.is_open and request.method != "POST"):
        return redirect(conflict)
    form = ConflictForm(posted(request), conflict=conflict)
    if submit(request, form, decide_conflict, conflict=conflict):
        messages.success(request, _("Putusan tercatat. Admin LSP sudah diberi tahu."))
        return redirect(conflict)
    page = {"conflict": conflict, "assessment": conflict.assessment, "form": form, "tells_why": True}
    return render(request, "ethics/impartiality/conflict_decide.html", page, status=form_status(form))


def _one(request: HttpRequest, pk: int) -> Conflict:
    """A conflict that the reader may see, with whether he has a part in it; any other does not exist (404)."""
    shown = Conflict.objects.visible_to(request.user).with_involvement_of(request.user).for_list()
    conflict = get_object_or_404(shown.select_related("assessment__session__venue"), pk=pk)
    note_reading(request.user, conflict.assessment.candidate, Kind.CONFLICT)
    return conflict


class Step(NamedTuple):
    """What is asked now, by which act it is answered, and where that leads."""

    name: str
    asked: dict[Any, str]
    act: Callable[..., int]
    done: str
    next: str


@allow(is_assessor, methods=FORM)
def relation_declare(request: HttpRequest, pk: int) -> HttpResponse:
    """First the institutions, then each candidate; back to the session when there is nothing left to say.

    A page of the other step, sent twice or from a second tab, writes nothing: its reader is led to what is asked now.
    """
    own = AssessmentSession.objects.assigned_to(request.user).select_related("scheme_version", "venue")
    session, assessor = get_object_or_404(own, pk=pk), request.user.person.assessor
    closed = declarations.closed_places(session, assessor)
    step = _institutions(session, assessor) if closed else _candidates(session, assessor)
    if not closed and not step.asked:
        return redirect("assignment_show", pk=pk)
    if request.method == "POST" and request.POST.get("step", step.name) != step.name:
        messages.info(request, _("Langkah itu sudah tercatat. Lanjutkan di sini."))
        return redirect("relation_declare", pk=pk)
    form = RelationsForm(posted(request), asked=step.asked, step=step.name)
    if submit(request, form, step.act, session=session, assessor=assessor):
        messages.success(request, step.done)
        return redirect(step.next, pk=pk)
    page = {"session": session, "form": form, "closed": closed}
    return render(request, "ethics/impartiality/relation_declare.html", page, status=form_status(form))


def _institutions(session: AssessmentSession, assessor: Assessor) -> Step:
    asked = {name: name for name in declarations.institutions_of(session, assessor)}
    done = _("Nama asesi sudah dibuka. Sekarang nyatakan untuk tiap asesi.")
    return Step("institutions", asked, declarations.declare_institutions, done, "relation_declare")


def _candidates(session: AssessmentSession, assessor: Assessor) -> Step:
    places = declarations.undeclared(session, assessor)
    asked = {place.pk: f"{place.candidate.person.name} · {place.candidate.institution}".strip(" ·") for place in places}
    done = _("Pernyataan Anda tercatat.")
    return Step("candidates", asked, declarations.declare_candidates, done, "assignment_show")
