"""An assessor says how he stands to whom he is to assess, before the names open and again when they are open."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import assessor_only
from assessments.errors import RuleError
from assessments.forms.refusals import form_status, place_refusal
from assessments.models import AssessmentSession

from ..forms.relations import RelationsForm
from ..operations import declarations


@assessor_only
@require_http_methods(["GET", "HEAD", "POST"])
def relation_declare(request: HttpRequest, pk: int) -> HttpResponse:
    """First the institutions, then each candidate; back to the session when there is nothing left to say."""
    own = AssessmentSession.objects.assigned_to(request.user).select_related("scheme_version", "venue")
    session, assessor = get_object_or_404(own, pk=pk), request.user.person.assessor
    closed = declarations.closed_places(session, assessor)
    if closed:
        asked = {name: name for name in declarations.institutions_of(session, assessor)}
        act, done = declarations.declare_institutions, _("Nama asesi sudah dibuka. Sekarang nyatakan untuk tiap asesi.")
    else:
        places = declarations.undeclared(session, assessor)
        asked = {
            place.pk: f"{place.candidate.person.name} · {place.candidate.institution}".strip(" ·") for place in places
        }
        act, done = declarations.declare_candidates, _("Pernyataan Anda tercatat.")
    if not closed and not asked:
        return redirect("assignment_show", pk=pk)
    form = RelationsForm(request.POST if request.method == "POST" else None, asked=asked)
    if form.is_valid():
        try:
            act(by=request.user, on=timezone.localdate(), session=session, assessor=assessor, answers=form.answers())
            messages.success(request, done)
            return redirect("relation_declare" if closed else "assignment_show", pk=pk)
        except RuleError as refusal:
            place_refusal(form, refusal)
    page = {"session": session, "form": form, "closed": closed, "step": request.POST.get("step")}
    return render(request, "ethics/relation_declare.html", page, status=form_status(form))
