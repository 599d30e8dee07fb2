"""TUK."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kit.access import FORM
from kit.forms.refusals import form_status
from kit.lists import list_page
from kit.views.locking import locking
from kit.views.submitting import posted, submit

from ..access import allow, is_lsp_admin
from ..models import Event, Venue
from . import operations
from .forms import VenueForm
from .lists import VenueFilter, VenueTable

SHOWN_SESSIONS = 12


@allow(is_lsp_admin)
def venue_list(request: HttpRequest) -> HttpResponse:
    """Every place with its verification today."""
    return list_page(
        request,
        queryset=Venue.objects.for_list(),
        table_class=VenueTable,
        filter_class=VenueFilter,
        template="assessments/venues/venue_list.html",
    )


@allow(is_lsp_admin, methods=FORM)
def venue_create(request: HttpRequest) -> HttpResponse:
    """Register a place."""
    form = VenueForm(posted(request))
    if venue := submit(request, form, operations.create_venue):
        messages.success(request, _("%(venue)s terdaftar.") % {"venue": venue})
        return redirect(venue)
    return render(request, "assessments/venues/venue_create.html", {"form": form}, status=form_status(form))


@allow(is_lsp_admin)
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


@allow(is_lsp_admin, methods=FORM)
@locking(lambda pk: Venue.objects.filter(pk=pk))
def venue_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a place."""
    venue = get_object_or_404(Venue, pk=pk)
    form = VenueForm(posted(request), instance=venue)
    if submit(request, form, operations.edit_venue, venue=venue):
        messages.success(request, _("Data TUK disimpan."))
        return redirect(venue)
    return render(
        request, "assessments/venues/venue_edit.html", {"form": form, "venue": venue}, status=form_status(form)
    )
