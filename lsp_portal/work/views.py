"""The home of every signed-in account: its work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from assessments.access import allow, is_lsp_admin
from kit.access import signed_in
from kit.guards import flaws

from .queues import sections
from .queues.recent import recent_acts


@allow(signed_in)
def work(request: HttpRequest) -> HttpResponse:
    """The queues of every role the account has; an account without a role is told whom to ask.

    An admin's first page is where it is asked whether the guards of the database stand (the banner of all pages).
    """
    if is_lsp_admin(request.user):
        flaws()
    today = timezone.localdate()
    page = {"sections": sections(request.user, today), "acts": recent_acts(request.user), "today": today}
    return render(request, "lsp_portal/work/work.html", page)
