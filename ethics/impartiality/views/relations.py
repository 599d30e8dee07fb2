"""An assessor says how he stands to whom he is to assess, before the names open and again when they are open."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import assessor_only
from assessments.models import AssessmentSession, Assessor
from kit.errors import RuleError
from kit.forms.refusals import form_status, place_refusal

from ..forms.relations import RelationsForm
from ..operations import declarations


class Step(NamedTuple):
    """What is asked now, by which act it is answered, and where that leads."""

    name: str
    asked: dict[Any, str]
    act: Callable[..., int]
    done: str
    next: str


@assessor_only
@require_http_methods(["GET", "HEAD", "POST"])
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
    form = RelationsForm(request.POST if request.method == "POST" else None, asked=step.asked, step=step.name)
    if form.is_valid():
        said = {"session": session, "assessor": assessor, "answers": form.answers()}
        try:
            step.act(by=request.user, on=timezone.localdate(), **said)
            messages.success(request, step.done)
            return redirect(step.next, pk=pk)
        except RuleError as refusal:
            place_refusal(form, refusal)
    page = {"session": session, "form": form, "closed": closed}
    return render(request, "ethics/relation_declare.html", page, status=form_status(form))


def _institutions(session: AssessmentSession, assessor: Assessor) -> Step:
    asked = {name: name for name in declarations.institutions_of(session, assessor)}
    done = _("Nama asesi sudah dibuka. Sekarang nyatakan untuk tiap asesi.")
    return Step("institutions", asked, declarations.declare_institutions, done, "relation_declare")


def _candidates(session: AssessmentSession, assessor: Assessor) -> Step:
    places = declarations.undeclared(session, assessor)
    asked = {place.pk: f"{place.candidate.person.name} · {place.candidate.institution}".strip(" ·") for place in places}
    done = _("Pernyataan Anda tercatat.")
    return Step("candidates", asked, declarations.declare_candidates, done, "assignment_show")
