"""Issuing, said in words before it is done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import admin_only
from assessments.models import Assessment
from kit.errors import RuleError

from ..blanks.forms import offer_sheet, sheet_form
from ..models import Certificate
from .operations import issuing as operations


@require_http_methods(["GET", "HEAD", "POST"])
@admin_only
def certificate_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, then issue once; whoever comes second is led to the certificate that is there."""
    assessment = get_object_or_404(Assessment.objects.visible_to(request.user).for_list(), pk=pk)
    refusal = None
    form = sheet_form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (form is None or form.is_valid()):
        sheet = form.cleaned_data if form else {}
        try:
            certificate = operations.issue(assessment=assessment, by=request.user, on=timezone.localdate(), **sheet)
            messages.success(request, _("Sertifikat %(number)s diterbitkan.") % {"number": certificate.number})
            return redirect("certificate_show", pk=certificate.pk)
        except RuleError as error:
            refusal = offer_sheet(form, error)
    if existing := Certificate.objects.filter(assessment=assessment).first():
        messages.info(request, _("Sertifikat untuk asesmen ini sudah diterbitkan."))
        return redirect("certificate_show", pk=existing.pk)
    page = {"assessment": assessment, "version": assessment.scheme_version, "refusal": refusal, "form": form}
    page["barred"] = operations.issue_objection(assessment, on=timezone.localdate())
    refused = refusal or (form and form.errors)
    return render(request, "certificates/issuing/certificate_issue.html", page, status=422 if refused else 200)
