"""The code of ethics, for everybody to read."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..models import Code


@login_not_required
@require_safe
def code_show(request: HttpRequest) -> HttpResponse:
    return render(request, "ethics/code_show.html", {"code": Code.objects.current()})
