"""Import of a scheme: upload, look, confirm."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kit.errors import RuleError

from ..access import admin_only
from ..models import ImportDraft
from .checking import Report
from .forms import SchemeImportForm
from .operations import check_scheme_file, import_scheme, stage_scheme_import
from .plan import Plan
from .preview import Preview, grouped
from .reading import Problem
from .template import CONTENT_TYPES, write_template


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def scheme_import(request: HttpRequest) -> HttpResponse:
    """Upload a file: a clean one goes on to its preview, any other is shown with its problems and nothing is kept."""
    if request.method != "POST":
        return render(request, "assessments/importing/scheme_import.html", {"form": SchemeImportForm()})
    form = SchemeImportForm(request.POST, request.FILES)
    report = _checked(form)
    if report and report.is_clean:
        draft = stage_scheme_import(by=request.user, report=report, file_name=form.cleaned_data["file"].name)
        return redirect("scheme_import_preview", draft.pk)
    context: dict[str, Any] = {"form": form}
    if report:
        context |= {
            "problem_count": len(report.problems),
            "problems": grouped(report.problems),
            "notes": grouped(report.notes),
            "preview": Preview(report.plan),
            "file_name": form.cleaned_data["file"].name,
        }
    return render(request, "assessments/importing/scheme_import.html", context, status=422)


def _checked(form: SchemeImportForm) -> Report | None:
    """The report on the file; None, with the reason on the form, when the file cannot be read at all."""
    if not form.is_valid():
        return None
    upload = form.cleaned_data["file"]
    try:
        return check_scheme_file(file=upload, name=upload.name, size=upload.size)
    except RuleError as error:
        form.add_error("file", error)
        return None


@admin_only
@require_GET
def scheme_import_preview(request: HttpRequest, pk: str) -> HttpResponse:
    """What the import will make."""
    return _preview(request, _own_draft(request, pk))


@admin_only
@require_POST
def scheme_import_confirm(request: HttpRequest, pk: str) -> HttpResponse:
    """Write the scheme that was previewed."""
    draft = _own_draft(request, pk)
    try:
        version = import_scheme(by=request.user, on=timezone.localdate(), draft=draft)
    except RuleError as error:
        return _preview(request, draft, refusals=error.messages, status=422)
    messages.success(request, _("Skema “%(title)s” diimpor sebagai konsep.") % {"title": version.title})
    return redirect(version)


@admin_only
@require_GET
def scheme_import_template(_request: HttpRequest, fmt: str) -> HttpResponse:
    """The file to fill."""
    if fmt not in CONTENT_TYPES:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="templat-skema.{fmt}"'}
    return HttpResponse(write_template(fmt), content_type=CONTENT_TYPES[fmt], headers=headers)


def _own_draft(request: HttpRequest, pk: str) -> ImportDraft:
    drafts = ImportDraft.objects.visible_to(request.user).select_related("version__scheme")
    return get_object_or_404(drafts, pk=pk)


def _preview(
    request: HttpRequest, draft: ImportDraft, refusals: list[str] | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "draft": draft,
        "preview": Preview(Plan.from_json(draft.plan["plan"])),
        "notes": grouped(Problem(**note) for note in draft.plan["notes"]),
        "refusals": refusals or [],
    }
    return render(request, "assessments/importing/scheme_import_preview.html", context, status=status)
