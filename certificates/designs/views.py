"""Designs of certificates: drafts are edited beside their preview, one version of each is in use."""

import base64
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from assessments.access import allow, is_lsp_admin
from assessments.models import SchemeVersion
from kit.access import ACT, FORM
from kit.accounts import Account
from kit.forms.refusals import Confirmation, form_status
from kit.history import history
from kit.turns import one_at_a_time
from kit.views.locking import locking
from kit.views.submitting import posted, posted_with_files, submit
from kit.views.taking import taking

from ..models import Design, DesignVersion
from ..printing import previews
from ..printing.specimen import SAMPLES, USUAL
from . import operations, specimens
from .forms import DesignForm, DraftForm, SchemesForm

STATUS = DesignVersion.Status


@allow(is_lsp_admin)
def design_list(request: HttpRequest) -> HttpResponse:
    """Every design with a picture of what it prints, the LSP's own first."""
    designs = list(Design.objects.prefetch_related("versions", "schemes").order_by("-is_default", "name"))
    for design in designs:
        of = {version.status: version for version in reversed(design.versions.all())}
        design.shown = of.get(STATUS.IN_USE) or of.get(STATUS.DRAFT)
        design.has_draft = STATUS.DRAFT in of
    return render(request, "certificates/designs/design_list.html", {"designs": designs})


@allow(is_lsp_admin, methods=FORM)
def design_create(request: HttpRequest) -> HttpResponse:
    """A name and a shape; the rest is said on the draft's page."""
    form = DesignForm(posted(request))
    if design := submit(request, form, operations.create_design):
        messages.success(request, _("Desain dibuat. Sesuaikan konsepnya, lalu pakai."))
        return redirect("design_edit", pk=design.pk)
    return render(request, "certificates/designs/design_create.html", {"form": form}, status=form_status(form))


@allow(is_lsp_admin)
def design_show(request: HttpRequest, pk: int) -> HttpResponse:
    """A design, its versions, who uses it, and what was printed with it."""
    design = get_object_or_404(Design, pk=pk)
    versions = list(design.versions.newest_first().annotate(printed=Count("certificates")))
    of = {version.status: version for version in reversed(versions)}
    schemes = SchemeVersion.objects.latest_of_each().filter(scheme__in=design.schemes.values("scheme"))
    page = {
        "design": design,
        "versions": versions,
        "draft": of.get(STATUS.DRAFT),
        "in_use": of.get(STATUS.IN_USE),
        "shown": of.get(STATUS.DRAFT) or of.get(STATUS.IN_USE),
        "schemes": schemes.select_related("scheme").order_by("title"),
        "samples": SAMPLES,
        "events": history(design, *versions),
    }
    return render(request, "certificates/designs/design_show.html", page)


@allow(is_lsp_admin, methods=FORM)
@taking(DraftForm)
@locking(lambda pk: Design.objects.filter(pk=pk))
def design_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft beside its preview."""
    design = get_object_or_404(Design, pk=pk)
    draft = draft_of(design)
    form = DraftForm(*posted_with_files(request), instance=draft)
    if submit(request, form, operations.edit_draft, version=draft):
        messages.success(request, _("Konsep disimpan."))
        return redirect(design)
    page = {"form": form, "design": design, "draft": draft, "samples": SAMPLES}
    return render(request, "certificates/designs/design_edit.html", page, status=form_status(form))


@allow(is_lsp_admin, methods=FORM)
def design_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, then print new certificates with the draft."""
    design = get_object_or_404(Design, pk=pk)
    draft, form = draft_of(design), Confirmation(posted(request))
    if submit(request, form, operations.put_in_use, version=draft):
        messages.success(request, _("Sertifikat baru dicetak dengan %(version)s.") % {"version": draft})
        return redirect(design)
    page = {"design": design, "draft": draft, "in_use": design.in_use, "refusal": form.refusal}
    return render(request, "certificates/designs/design_use.html", page, status=form_status(form))


@allow(is_lsp_admin, methods=FORM)
def design_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, then throw the draft away."""
    design = get_object_or_404(Design, pk=pk)
    draft = draft_of(design)
    if request.method == "POST":
        rest = operations.discard_draft(version=draft, by=request.user, on=timezone.localdate())
        messages.success(request, _("%(version)s dibuang.") % {"version": draft})
        return redirect(rest or "design_list")
    return render(request, "certificates/designs/design_discard.html", {"design": design, "in_use": design.in_use})


@allow(is_lsp_admin, methods=ACT)
def design_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft from the version in use."""
    design = get_object_or_404(Design, pk=pk)
    operations.new_version(design=design, by=request.user, on=timezone.localdate())
    return redirect("design_edit", pk=pk)


@allow(is_lsp_admin, methods=FORM)
def design_default(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, then make it the LSP's own."""
    design = get_object_or_404(Design, pk=pk)
    if request.method == "POST":
        operations.make_default(design=design, by=request.user, on=timezone.localdate())
        messages.success(request, _("%(design)s menjadi desain utama.") % {"design": design})
        return redirect(design)
    former = Design.objects.filter(is_default=True).first()
    return render(request, "certificates/designs/design_default.html", {"design": design, "former": former})


@allow(is_lsp_admin, methods=FORM)
@locking(lambda pk: Design.objects.filter(pk=pk))
def design_schemes(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose which schemes have this design as their own."""
    design = get_object_or_404(Design, pk=pk)
    form = SchemesForm(posted(request), design=design)
    if submit(request, form, operations.assign_schemes, design=design):
        messages.success(request, _("Skema dengan desain ini disimpan."))
        return redirect(design)
    return render(
        request, "certificates/designs/design_schemes.html", {"form": form, "design": design}, status=form_status(form)
    )


def draft_of(design: Design) -> DesignVersion:
    """The draft; RuleError("frozen") when there is only what was in use."""
    if draft := design.draft:
        return draft
    raise operations.frozen(design.versions.newest_first()[0])


SCREEN, SMALL = 760, 480  # pixels across
KEPT = 3600  # seconds; what prints may change with the portal, and a picture is soon made


@allow(is_lsp_admin, methods=ACT)
@taking(DraftForm)
def design_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The first two pages with what the form holds now; nothing is kept. What is wrong is told beside the form."""
    design = get_object_or_404(Design, pk=pk)
    form = DraftForm(request.POST, request.FILES, instance=draft_of(design))

    def draw(*, by: Account, on: date, **_said: Any) -> list[str]:
        with one_at_a_time(by):
            snapshot = form.snapshot(on=on, sample=_sample(request.POST))
            pages = previews.pictures(previews.printed(snapshot), pages=2, width=SCREEN)
        return ["data:image/png;base64," + base64.b64encode(page).decode() for page in pages]

    shown = submit(request, form, draw)
    page = {"form": form, "pages": shown or []}
    response = render(request, "certificates/designs/_design_preview.html", page, status=200 if shown else 422)
    if not shown:
        response["HX-Reswap"] = "none"  # the last good preview stays
    return response


@allow(is_lsp_admin)
def design_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """A small picture of a version's front, kept until something it shows is changed."""
    version = get_object_or_404(DesignVersion.objects.select_related("design", "logo", "signature"), pk=pk)
    snapshot = specimens.specimen_of(version, on=timezone.localdate())
    key = f"design-{pk}-{previews.look(snapshot)}"
    picture = cache.get(key)
    if picture is None:
        picture = previews.pictures(previews.printed(snapshot), pages=1, width=SMALL)[0]
        cache.set(key, picture, KEPT)
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": "private, no-cache"})


@allow(is_lsp_admin)
def design_proof(request: HttpRequest, pk: int) -> HttpResponse:
    """The proof of a version: a PDF with CONTOH / SPECIMEN across every page."""
    version = get_object_or_404(DesignVersion.objects.select_related("design", "logo", "signature"), pk=pk)
    with one_at_a_time(request.user):
        content = previews.proof(specimens.specimen_of(version, on=timezone.localdate(), sample=_sample(request.GET)))
    name = f"contoh-{slugify(version.design.name) or 'desain'}-v{version.number}.pdf"
    disposition = f'inline; filename="{name}"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})


def _sample(asked: Any) -> str:
    """The sample asked for; an unknown one is the usual."""
    return asked.get("sample") if asked.get("sample") in SAMPLES else USUAL
