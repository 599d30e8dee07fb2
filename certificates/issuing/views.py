"""Issuing, said in words before it is done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import allow, is_lsp_admin
from assessments.models import Assessment
from kit.access import FORM
from kit.forms.refusals import Confirmation
from kit.views.submitting import posted, submit

from ..blanks.forms import sheet_form
from ..models import Certificate
from .operations import issuing as operations


@allow(is_lsp_admin, methods=FORM)
def certificate_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, then issue once; whoever comes second is led to the certificate that is there."""
    assessment = get_object_or_404(Assessment.objects.visible_to(request.user).for_list(), pk=pk)
    sheet = sheet_form(posted(request))
    form = sheet or Confirmation(posted(request))
    if certificate := submit(request, form, operations.issue, assessment=assessment):
        messages.success(request, _("Sertifikat %(number)s diterbitkan.") % {"number": certificate.number})
        return redirect("certificate_show", pk=certificate.pk)
    if existing := Certificate.objects.filter(assessment=assessment).first():
        messages.info(request, _("Sertifikat untuk asesmen ini sudah diterbitkan."))
        return redirect("certificate_show", pk=existing.pk)
    page = {"assessment": assessment, "version": assessment.scheme_version, "refusal": form.refusal, "form": sheet}
    page["barred"] = operations.issue_objection(assessment, on=timezone.localdate())
    refused = form.refusal or form.errors
    return render(request, "certificates/issuing/certificate_issue.html", page, status=422 if refused else 200)
