"""The record of one assessment, and changing its place before it is signed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kit.access import FORM
from kit.errors import RuleError
from kit.history import history
from kit.views.submitting import posted, submit

from ...access import allow, is_assessor, is_decision_maker, is_lsp_admin
from ...confidentiality.readings import Kind, note_reading
from ...models import Assessment
from ...sessions.forms import ReasonForm, ReassignForm
from ..operations import enrolment


@allow(is_lsp_admin, is_assessor, is_decision_maker)
def assessment_show(request: HttpRequest, pk: int) -> HttpResponse:
    """The record of one assessment: who, what, every unit's verdict, the decision, the certificate, the history.

    Whoever is its candidate, whatever else he is here, is led to what candidates are told: no verdict before it is
    signed, and nobody's remarks about him.
    """
    visible = Assessment.objects.visible_to(request.user).for_list()
    assessment = get_object_or_404(visible.select_related("decision__decided_by", "signed_by"), pk=pk)
    if assessment.candidate.person.account_id == request.user.pk:
        return redirect("own_assessment_show", pk=pk)
    note_reading(request.user, assessment.candidate, Kind.RECORD)
    page = {
        "assessment": assessment,
        "session": assessment.session,
        "verdicts": assessment.verdicts.select_related("unit").prefetch_related("remarks"),
        "is_admin": is_lsp_admin(request.user),
        "is_own": assessment.assessor.person.account_id == request.user.pk,
        "events": history(assessment),
    }
    return render(request, "assessments/assessments/assessment_show.html", page)


@allow(is_lsp_admin, methods=FORM)
def assessment_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the place back, with the reason."""
    assessment = _open_assessment(request, pk)
    form = ReasonForm(posted(request))
    if submit(request, form, enrolment.cancel_enrolment, assessment=assessment):
        messages.success(request, _("Pendaftaran %(name)s dibatalkan.") % {"name": assessment.candidate})
        return redirect(assessment.session)
    page = {"assessment": assessment, "session": assessment.session, "form": form}
    return render(request, "assessments/assessments/assessment_cancel.html", page, status=422 if form.errors else 200)


@allow(is_lsp_admin, methods=FORM)
def assessment_reassign(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a candidate to another assessor of the session."""
    assessment = _open_assessment(request, pk)
    form = ReassignForm(posted(request), assessment=assessment)
    if submit(request, form, enrolment.reassign, assessment=assessment):
        said = {"name": assessment.candidate, "assessor": form.cleaned_data["assessor"]}
        messages.success(request, _("%(name)s kini diases oleh %(assessor)s.") % said)
        return redirect(assessment.session)
    page = {"assessment": assessment, "session": assessment.session, "form": form}
    return render(request, "assessments/assessments/assessment_reassign.html", page, status=422 if form.errors else 200)


def _open_assessment(request: HttpRequest, pk: int) -> Assessment:
    """The assessment as long as it can still be changed; RuleError("not_open") afterwards."""
    assessment = get_object_or_404(Assessment.objects.visible_to(request.user).for_list(), pk=pk)
    if not assessment.is_open:
        raise RuleError(_("Asesmen ini sudah ditandatangani atau dibatalkan."), code="not_open")
    return assessment
