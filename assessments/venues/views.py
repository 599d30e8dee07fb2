"""TUK."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kit.errors import RuleError
from kit.forms.refusals import form_status, place_refusal
from kit.lists import list_page
from kit.views.holding import holding
from kit.views.methods import form_methods

from ..access import admin_only
from ..models import Event, Venue
from . import operations
from .forms import VenueForm
from .lists import VenueFilter, VenueTable

SHOWN_SESSIONS = 12


@admin_only
@require_safe
def venue_list(request: HttpRequest) -> HttpResponse:
    """Every place with its verification today."""
    return list_page(
        request,
        queryset=Venue.objects.for_list(),
        table_class=VenueTable,
        filter_class=VenueFilter,
        template="assessments/venues/venue_list.html",
    )


@admin_only
@form_methods
def venue_create(request: HttpRequest) -> HttpResponse:
    """Register a place."""
    form = VenueForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            venue = operations.create_venue(by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except RuleError as error:
            place_refusal(form, error)
        else:
            messages.success(request, _("%(venue)s terdaftar.") % {"venue": venue})
            return redirect(venue)
    return render(request, "assessments/venues/venue_create.html", {"form": form}, status=form_status(form))


@admin_only
@require_safe
def venue_show(request: HttpRequest, pk: int) -> HttpResponse:
    """A place, its verification and its sessions."""
    venue = get_object_or_404(Venue, pk=pk)
    context = {
        "venue": venue,
        "sessions": venue.sessions.for_list()[:SHOWN_SESSIONS],
        "session_total": venue.sessions.count(),
        "unverified_sessions": venue.sessions_after_verification(),
        "events": Event.objects.about(venue),
    }
    return render(request, "assessments/venues/venue_show.html", context)


@admin_only
@form_methods
@holding(lambda pk: Venue.objects.filter(pk=pk))
def venue_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a place."""
    venue = get_object_or_404(Venue, pk=pk)
    form = VenueForm(request.POST if request.method == "POST" else None, instance=venue)
    if form.is_valid():
        try:
            operations.edit_venue(by=request.user, on=timezone.localdate(), venue=venue, **form.cleaned_data)
        except RuleError as error:
            place_refusal(form, error, capacity_below_quota="capacity")
        else:
            messages.success(request, _("Data TUK disimpan."))
            return redirect(venue)
    return render(
        request, "assessments/venues/venue_edit.html", {"form": form, "venue": venue}, status=form_status(form)
    )
