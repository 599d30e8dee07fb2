"""The profile of each assessor: officers and admins read all but their own, an assessor his own."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from assessments.access import allow, is_assessor, is_ethics_officer
from assessments.models import Assessor
from kit.lists import list_page

from ..evaluations.views.evaluations import OFFICERS, tabs
from .evaluations import said_of
from .figures import evaluated_by, figures, with_figures
from .lists import ProfileFilter, ProfileTable
from .pages import profile_of
from .record import open_cases, open_conflicts, years_of
from .window import Window


@allow(*OFFICERS)
def evaluation_list(request: HttpRequest) -> HttpResponse:
    """Every assessor but oneself, with the key figures of three years."""
    window = Window.before(timezone.localdate())
    known = figures(window)
    return list_page(
        request,
        queryset=with_figures(evaluated_by(request.user), known),
        table_class=partial(ProfileTable, known=known),
        filter_class=partial(ProfileFilter, known=known),
        template="ethics/evaluations/evaluation_list.html",
        context={"window": window, "tabs": tabs(request, "evaluation_list")},
    )


@allow(*OFFICERS)
def evaluation_show(request: HttpRequest, pk: int) -> HttpResponse:
    """One assessor, with what only the LSP sees; oneself is not found here."""
    assessor = get_object_or_404(evaluated_by(request.user), pk=pk)
    page = _page(request, assessor, exact=True)
    if is_ethics_officer(request.user):
        page["conflicts"] = open_conflicts(request.user, assessor)
        page["cases"] = open_cases(request.user, assessor)
    return render(request, "ethics/evaluations/evaluation_show.html", page)


@allow(is_assessor)
def evaluation_own(request: HttpRequest) -> HttpResponse:
    """What the assessor may know of himself, whatever other role he has."""
    page = _page(request, request.user.person.assessor, exact=False)
    return render(request, "ethics/evaluations/evaluation_own.html", page | {"tabs": tabs(request, "evaluation_own")})


def _page(request: HttpRequest, assessor: Assessor, *, exact: bool) -> dict[str, Any]:
    today = timezone.localdate()
    profile = profile_of(assessor, on=today, exact=exact)
    years = years_of(assessor, profile.window.first.year, today.year)
    return {"profile": profile, "years": years, "said": said_of(request.user, assessor)}
