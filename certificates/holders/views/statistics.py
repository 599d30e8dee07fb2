"""The statistics of the LSP: numbers, never people."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kit import limits

from .. import statistics


@require_safe
@login_not_required
@limits.limited("list")
def statistics_show(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    months = statistics.by_month(today)
    page = {
        "months": months,
        "issued": sum(month.number for month in months),
        "best": max(months, key=lambda month: month.number),
        "plot": statistics.plot(months),
        "standing": statistics.standing(today),
        "schemes": statistics.by_scheme(today),
        "small": statistics.SMALL,
        "today": today,
    }
    return render(request, "certificates/statistics_show.html", page)
