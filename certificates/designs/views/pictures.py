"""How a design looks: the preview of what is being typed, pictures of what is saved, and the proof on paper."""

import base64
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from assessments.access import admin_only
from kit.errors import RuleError
from kit.turns import one_at_a_time
from kit.views.taking import taking

from ...models import Design, DesignVersion
from .. import previews
from ..forms import DraftForm
from ..specimen import SAMPLES, USUAL
from .designs import draft_of

SCREEN, SMALL = 760, 480  # pixels across
KEPT = 3600  # seconds; what prints may change with the portal, and a picture is soon made


@admin_only
@require_POST
@taking(DraftForm)
def design_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The first two pages with what the form holds now; nothing is kept. What is wrong is told beside the form."""
    design = get_object_or_404(Design, pk=pk)
    form = DraftForm(request.POST, request.FILES, instance=draft_of(design))
    shown: list[str] = []
    if form.is_valid():
        try:
            with one_at_a_time(request.user):
                snapshot = form.snapshot(on=timezone.localdate(), sample=_sample(request.POST))
                pages = previews.pictures(previews.printed(snapshot), pages=2, width=SCREEN)
            shown = ["data:image/png;base64," + base64.b64encode(page).decode() for page in pages]
        except RuleError as error:
            form.show(error)
    page = {"form": form, "pages": shown}
    response = render(request, "certificates/_design_preview.html", page, status=200 if shown else 422)
    if not shown:
        response["HX-Reswap"] = "none"  # the last good preview stays
    return response


@admin_only
@require_safe
def design_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """A small picture of a version's front, kept until something it shows is changed."""
    version = get_object_or_404(DesignVersion.objects.select_related("design", "logo", "signature"), pk=pk)
    snapshot = previews.specimen_of(version, on=timezone.localdate())
    key = f"design-{pk}-{previews.look(snapshot)}"
    picture = cache.get(key)
    if picture is None:
        picture = previews.pictures(previews.printed(snapshot), pages=1, width=SMALL)[0]
        cache.set(key, picture, KEPT)
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": "private, no-cache"})


@admin_only
@require_safe
def design_proof(request: HttpRequest, pk: int) -> HttpResponse:
    """The proof of a version: a PDF with CONTOH / SPECIMEN across every page."""
    version = get_object_or_404(DesignVersion.objects.select_related("design", "logo", "signature"), pk=pk)
    with one_at_a_time(request.user):
        content = previews.proof(previews.specimen_of(version, on=timezone.localdate(), sample=_sample(request.GET)))
    name = f"contoh-{slugify(version.design.name) or 'desain'}-v{version.number}.pdf"
    disposition = f'inline; filename="{name}"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})


def _sample(asked: Any) -> str:
    """The sample asked for; an unknown one is the usual."""
    return asked.get("sample") if asked.get("sample") in SAMPLES else USUAL
