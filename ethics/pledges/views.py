"""The pledges: an assessor reads, confirms and signs; officers and admins see who did."""

from django.contrib import messages
from django.db.models import F, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import allow, is_assessor, is_ethics_officer, is_lsp_admin
from assessments.models import Assessor
from kit.access import FORM
from kit.forms.refusals import form_status
from kit.limits import address_of
from kit.lists import list_page
from kit.turns import one_at_a_time
from kit.views.submitting import posted, submit

from ..models import Code, Pledge
from ..printing.pdf import pledge_pdf
from .forms import PledgeForm
from .lists import PledgeFilter, PledgeTable
from .operations import code_to_sign, sign_pledge, statement_of


@allow(is_assessor, methods=FORM)
def pledge_sign(request: HttpRequest) -> HttpResponse:
    """The code to pledge to now, with a tick at each clause; or until when the present pledge holds."""
    assessor, today = request.user.person.assessor, timezone.localdate()
    code = code_to_sign(assessor, on=today)
    page = {"assessor": assessor, "pledges": Pledge.objects.filter(assessor=assessor).newest_first()}
    page["coming"] = Code.objects.coming(today).first()
    if code is None:
        return render(request, "ethics/pledges/pledge_sign.html", page, status=422 if request.method == "POST" else 200)
    form = PledgeForm(posted(request), code=code)
    if pledge := submit(request, form, sign_pledge, assessor=assessor, code=code, address=address_of(request)):
        messages.success(request, _("Ikrar ditandatangani, berlaku sampai %s.") % pledge.until_in_words)
        return redirect("pledge_sign")
    page |= {"code": code, "form": form, "statement": statement_of(assessor, code)}
    return render(request, "ethics/pledges/pledge_sign.html", page, status=form_status(form))


@allow(is_ethics_officer, is_lsp_admin)
def pledge_list(request: HttpRequest) -> HttpResponse:
    """Every assessor on duty with how his pledge stands, who lacks one first."""
    newest = Pledge.objects.filter(assessor=OuterRef("pk")).order_by("-signed_at").values("pk")[:1]
    assessors = Assessor.objects.active().select_related("person").annotate(newest=Subquery(newest))
    assessors = assessors.order_by(F("pledged_until").asc(nulls_first=True))
    return list_page(
        request,
        queryset=assessors,
        table_class=PledgeTable,
        filter_class=PledgeFilter,
        template="ethics/pledges/pledge_list.html",
    )


@allow(is_ethics_officer, is_lsp_admin, is_assessor)
def pledge_show(request: HttpRequest, pk: int) -> HttpResponse:
    """What was signed, and whether the row still says so."""
    pledges = Pledge.objects.visible_to(request.user).newest_first()
    pledge = get_object_or_404(pledges.prefetch_related("code__clauses"), pk=pk)
    others = Pledge.objects.visible_to(request.user).filter(assessor=pledge.assessor).exclude(pk=pk).newest_first()
    page = {"pledge": pledge, "others": others, "is_own": pledge.assessor.person.account_id == request.user.pk}
    return render(request, "ethics/pledges/pledge_show.html", page)


@allow(is_ethics_officer, is_lsp_admin, is_assessor)
def pledge_download(request: HttpRequest, pk: int) -> HttpResponse:
    """The pledge on paper."""
    pledges = Pledge.objects.visible_to(request.user).newest_first()
    pledge = get_object_or_404(pledges.prefetch_related("code__clauses"), pk=pk)
    with one_at_a_time(request.user):
        content = pledge_pdf(pledge)
    headers = {
        "Content-Disposition": f'attachment; filename="ikrar-{pledge.begins_on:%Y-%m-%d}-{pledge.pk}.pdf"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)
