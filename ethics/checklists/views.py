"""The assessor confirms how the session is held."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from assessments.access import allow, is_assessor
from assessments.models import AssessmentSession
from kit.access import FORM
from kit.forms.refusals import form_status
from kit.views.submitting import posted, submit

from ..models import Checklist
from .forms import ChecklistForm
from .operations import send_checklist


@allow(is_assessor, methods=FORM)
def checklist_fill(request: HttpRequest, pk: int) -> HttpResponse:
    """The statements to confirm while the session runs; afterwards what was sent."""
    own = AssessmentSession.objects.assigned_to(request.user).select_related("scheme_version", "venue")
    session, assessor = get_object_or_404(own, pk=pk), request.user.person.assessor
    form = ChecklistForm(posted(request))
    if submit(request, form, send_checklist, session=session, assessor=assessor):
        messages.success(request, _("Daftar periksa terkirim. Terima kasih."))
        return redirect("assignment_show", pk=pk)
    sent = Checklist.objects.filter(session=session, assessor=assessor).first()
    page = {"session": session, "form": form, "sent": sent}
    return render(request, "ethics/checklists/checklist_fill.html", page, status=form_status(form))
