"""The assessor's pledge: read, confirm, sign."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import assessor_only
from assessments.errors import RuleError
from assessments.forms.refusals import form_status, place_refusal
from certificates.checking.limits import address_of

from ..forms.pledges import PledgeForm
from ..models import Pledge
from ..operations.pledges import code_to_sign, sign_pledge, statement_of


@assessor_only
@require_http_methods(["GET", "HEAD", "POST"])
def pledge_sign(request: HttpRequest) -> HttpResponse:
    """The code to pledge to now, with a tick at each clause; or until when the present pledge holds."""
    assessor, today = request.user.person.assessor, timezone.localdate()
    code = code_to_sign(assessor, on=today)
    page = {"assessor": assessor, "pledges": Pledge.objects.filter(assessor=assessor).newest_first()}
    if code is None:
        return render(request, "ethics/pledge_sign.html", page, status=422 if request.method == "POST" else 200)
    form = PledgeForm(request.POST if request.method == "POST" else None, code=code)
    if form.is_valid():
        try:
            pledge = sign_pledge(
                by=request.user, on=today, assessor=assessor, code=code, confirmed=form.cleaned_data["clauses"],
                address=address_of(request),
            )  # fmt: skip
            messages.success(request, _("Ikrar ditandatangani, berlaku sampai %s.") % pledge.until_in_words)
            return redirect("pledge_sign")
        except RuleError as refusal:
            place_refusal(form, refusal, clauses_unconfirmed="clauses")
    page |= {"code": code, "form": form, "statement": statement_of(assessor, code)}
    return render(request, "ethics/pledge_sign.html", page, status=form_status(form))
