"""For everybody: reporting an assessor, and following the report by its code. No account, and no trace of one.

Who gave the right code is remembered in a signed cookie of half an hour, not in a session: no row of ours ties a
report to a browser or an account.
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from assessments.access import allow
from kit.access import ACT, FORM, anybody
from kit.accounts import Account
from kit.forms.refusals import form_status
from kit.limits import exceeded, refusal
from kit.views.stored_files import stored_file
from kit.views.submitting import posted, posted_with_files, submit

from ...models import EthicsCase, Evidence, PanelDecision, Side
from ..forms.reports import FollowForm, MessageForm, ReportForm
from ..operations import reports

COOKIE, SALT, SECONDS = "report", "ethics.follow", 30 * 60


@allow(anybody, methods=FORM)
@never_cache
def report_create(request: HttpRequest) -> HttpResponse:
    """The form; sent, the page that shows the code for the only time."""
    if request.method == "POST" and (wait := exceeded(request, "report")):
        return refusal(request, wait)
    form = ReportForm(*posted_with_files(request), user=request.user)
    if case := submit(request, form, reports.file_report):
        return render(request, "ethics/cases/report_filed.html", {"case": case, "code": form.code})
    return render(request, "ethics/cases/report_create.html", {"form": form}, status=form_status(form))


@allow(anybody, methods=FORM)
@never_cache
def report_follow(request: HttpRequest) -> HttpResponse:
    """The code opens the report; who reported with his account opens his own from the list."""
    if request.method == "POST" and (wait := exceeded(request, "report")):
        return refusal(request, wait)
    mine = (
        EthicsCase.objects.filter(reporter=request.user) if request.user.is_authenticated else EthicsCase.objects.none()
    )
    own = request.POST.get("own", "")
    form = FollowForm(None if own else posted(request))
    case = mine.filter(number=own).first() if own else None
    if form.is_valid():
        case = reports.case_of_code(form.cleaned_data["code"])
        if case is None:
            form.add_error("code", _("Tidak ada laporan dengan kode ini. Periksa lagi setiap hurufnya."))
    if case is None:
        status = 422 if request.method == "POST" else 200
        return render(request, "ethics/cases/report_follow.html", {"form": form, "mine": mine}, status=status)
    response = redirect("report_show")
    response.set_signed_cookie(
        COOKIE, str(case.pk), salt=SALT, max_age=SECONDS, path=reverse("report_create"), httponly=True,
        secure=settings.SESSION_COOKIE_SECURE, samesite="Strict",
    )  # fmt: skip
    return response


@allow(anybody, methods=FORM)
@never_cache
def report_show(request: HttpRequest) -> HttpResponse:
    """How the report stands, in the reporter's part of the case only; he may add to it."""
    case = _opened(request)
    if case is None:
        return redirect("report_follow")
    if request.method == "POST" and (wait := exceeded(request, "report")):
        return refusal(request, wait)
    form = MessageForm(*posted_with_files(request))
    if submit(request, form, _tell, case=case):
        messages.success(request, _("Pesan Anda sampai kepada petugas etik."))
        return redirect("report_show")
    return render(request, "ethics/cases/report_show.html", _page(case, form), status=form_status(form))


def _tell(*, by: Account, **said: Any) -> None:
    """Who knows the code is the reporter: nobody is named, signed in or not."""
    reports.tell(**said)


def _page(case: EthicsCase, form: MessageForm) -> dict[str, Any]:
    return {
        "case": case,
        "form": form,
        "talk": case.messages.filter(talk=Side.REPORTER),
        "evidence": case.evidence.filter(side=Side.REPORTER),
        "decisions": PanelDecision.objects.filter(panel__case=case).with_findings(),
    }


@allow(anybody)
@never_cache
def report_file(request: HttpRequest, pk: int) -> FileResponse:
    """A file that the reporter gave himself."""
    case = _opened(request)
    own = Evidence.objects.filter(case=case, side=Side.REPORTER) if case else Evidence.objects.none()
    return stored_file(get_object_or_404(own.select_related("upload"), pk=pk).upload, name=f"bukti-{pk}")


@allow(anybody, methods=ACT)
def report_close(request: HttpRequest) -> HttpResponse:
    """Forget on this device which report was open."""
    response = redirect("report_follow")
    response.delete_cookie(COOKIE, path=reverse("report_create"), samesite="Strict")
    return response


def _opened(request: HttpRequest) -> EthicsCase | None:
    """The case whose code was given on this device within half an hour."""
    key = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=SECONDS)
    return EthicsCase.objects.filter(pk=key).first() if key else None
