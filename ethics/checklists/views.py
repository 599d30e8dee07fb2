"""The assessor confirms how the session is held."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import assessor_only
from assessments.models import AssessmentSession
from kit.errors import RuleError
from kit.forms.refusals import form_status, place_refusal

from ..models import Checklist
from .forms import ChecklistForm
from .operations import send_checklist


@assessor_only
@require_http_methods(["GET", "HEAD", "POST"])
def checklist_fill(request: HttpRequest, pk: int) -> HttpResponse:
    """The statements to confirm while the session runs; afterwards what was sent."""
    own = AssessmentSession.objects.assigned_to(request.user).select_related("scheme_version", "venue")
    session, assessor = get_object_or_404(own, pk=pk), request.user.person.assessor
    form = ChecklistForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            send_checklist(
                by=request.user, on=timezone.localdate(), session=session, assessor=assessor,
                confirmed=form.confirmed(), remark=form.cleaned_data["remark"],
            )  # fmt: skip
            messages.success(request, _("Daftar periksa terkirim. Terima kasih."))
            return redirect("assignment_show", pk=pk)
        except RuleError as refusal:
            place_refusal(form, refusal, remark_required="remark")
    sent = Checklist.objects.filter(session=session, assessor=assessor).first()
    page = {"session": session, "form": form, "sent": sent}
    return render(request, "ethics/checklists/checklist_fill.html", page, status=form_status(form))
