"""Schemes: the list, a version's page, and the steps of its life."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kit.access import FORM
from kit.errors import RuleError
from kit.forms.refusals import form_status
from kit.lists import list_page
from kit.views.submitting import posted, submit

from ...access import allow, is_lsp_admin
from ...models import Event, Requirement, Scheme, SchemeVersion
from ..forms.schemes import VersionForm, WithdrawForm
from ..lists import SchemeFilter, SchemeTable
from ..operations import schemes as operations
from ..operations.drafts import refuse_unless_draft
from ..operations.publishing import missing_details, refusal_to_publish


@allow(is_lsp_admin)
def scheme_list(request: HttpRequest) -> HttpResponse:
    """Every scheme, told by its newest version."""
    return list_page(
        request,
        queryset=SchemeVersion.objects.told_by_newest().for_list(),
        table_class=SchemeTable,
        filter_class=SchemeFilter,
        template="assessments/schemes/scheme_list.html",
    )


@allow(is_lsp_admin, methods=FORM)
def scheme_create(request: HttpRequest) -> HttpResponse:
    """A new scheme with its first draft."""
    form = VersionForm(posted(request))
    if version := submit(request, form, operations.create_scheme):
        messages.success(request, _("Konsep skema disimpan. Sekarang pilih unitnya."))
        return redirect("version_units", version.pk)
    return render(request, "assessments/schemes/scheme_create.html", {"form": form}, status=form_status(form))


@allow(is_lsp_admin)
def scheme_show(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest version of a scheme."""
    scheme = get_object_or_404(Scheme, pk=pk)
    version = scheme.versions.with_tree().order_by("-number").first()
    if version is None:
        raise Http404
    return render(request, "assessments/schemes/scheme_show.html", _page_of(version))


@allow(is_lsp_admin)
def version_show(request: HttpRequest, pk: int) -> HttpResponse:
    """One version, whatever its status."""
    version = get_object_or_404(SchemeVersion.objects.with_tree(), pk=pk)
    return render(request, "assessments/schemes/version_show.html", _page_of(version))


@allow(is_lsp_admin, methods=FORM)
def version_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what putting the draft in force means, then do it."""
    version = get_object_or_404(SchemeVersion.objects.select_related("scheme"), pk=pk)
    refuse_unless_draft(version)
    if request.method == "POST":
        operations.publish(by=request.user, on=timezone.localdate(), version=version)
        messages.success(request, _("%(scheme)s diberlakukan.") % {"scheme": version.title})
        return redirect(version)
    context = {
        "version": version,
        "points": _publishing_means(version),
        "refusal": refusal_to_publish(version),
        "missing_details": missing_details(version),
    }
    return render(request, "assessments/schemes/version_publish.html", context)


@allow(is_lsp_admin, methods=FORM)
def version_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what withdrawing means, ask why, then do it."""
    version = get_object_or_404(SchemeVersion.objects.select_related("scheme"), pk=pk)
    if not version.is_in_force:
        raise RuleError(_("Hanya skema yang berlaku yang dapat dicabut."), "transition")
    form = WithdrawForm(posted(request))
    if submit(request, form, operations.withdraw, version=version):
        messages.success(request, _("%(scheme)s dicabut.") % {"scheme": version.title})
        return redirect(version)
    context = {"version": version, "form": form, "points": _withdrawing_means(version)}
    return render(request, "assessments/schemes/version_withdraw.html", context, status=form_status(form))


@allow(is_lsp_admin, methods=FORM)
def version_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a new version is, then make it."""
    version = get_object_or_404(SchemeVersion.objects.select_related("scheme"), pk=pk)
    if request.method == "POST":
        draft = operations.copy_version(by=request.user, on=timezone.localdate(), version=version)
        messages.success(request, _("Versi %(number)s dibuat sebagai konsep.") % {"number": draft.number})
        return redirect(draft)
    context = {"version": version, "draft": _draft_of(version.scheme)}
    return render(request, "assessments/schemes/version_copy.html", context)


def _page_of(version: SchemeVersion) -> dict[str, Any]:
    """What the page of a version shows. Its units come by their job group, in their order."""
    units = list(version.scheme_units.all())
    return {
        "version": version,
        "units": units,
        "compulsory_count": sum(1 for unit in units if unit.elective_group_id is None),
        "standards": list(dict.fromkeys(unit.unit.standard for unit in units)),
        "requirements": _by_kind(version),
        "history": version.scheme.versions.order_by("-number"),
        "draft": _draft_of(version.scheme),
        "refusal": refusal_to_publish(version) if version.is_draft else None,
        "missing_details": missing_details(version) if version.is_draft else [],
        "events": _condensed(Event.objects.about(version)),
    }


def _publishing_means(version: SchemeVersion) -> list[str]:
    """What follows from putting the draft in force, one sentence each."""
    units, former = version.scheme_units.count(), version.scheme.in_force()
    points = [
        _("Skema tampil di halaman publik dan dapat dipilih untuk jadwal uji baru, dengan %(count)s unit.")
        % {"count": units},
        _("Isinya dan isi unitnya terkunci. Perubahan berikutnya memerlukan versi baru."),
    ]
    if former:
        text = _("Versi %(number)s yang sekarang berlaku diganti. Jadwal yang sudah memakainya tetap memakainya.")
        points.append(text % {"number": former.number})
    return points


def _withdrawing_means(version: SchemeVersion) -> list[str]:
    """What follows from withdrawing, one sentence each."""
    points = [
        _("Skema hilang dari halaman publik dan tidak dapat dipilih untuk jadwal uji baru."),
        _("Sertifikat yang sudah terbit tetap sah sampai masa berlakunya habis."),
    ]
    if count := version.sessions.open().count():
        points.append(_("%(count)s jadwal yang belum selesai tetap berjalan dengan versi ini.") % {"count": count})
    return points


def _by_kind(version: SchemeVersion) -> list[tuple[str, list[str]]]:
    """The requirements under the name of their kind, basic ones first."""
    found = {kind: [row.text for row in version.requirements.all() if row.kind == kind] for kind in Requirement.Kind}
    return [(str(kind.label), texts) for kind, texts in found.items() if texts]


def _draft_of(scheme: Scheme) -> SchemeVersion | None:
    return scheme.versions.filter(status=SchemeVersion.Status.DRAFT).first()


def _condensed(events: Any) -> list[Event]:
    """The events, a row of edits by the same person on the same day told once, by its last."""
    told: list[Event] = []
    for event in events:
        last = told[-1] if told else None
        same = last and (last.verb, last.actor_id, last.on) == (event.verb, event.actor_id, event.on)
        if same and event.verb == "edited":
            told.pop()
        told.append(event)
    return told
