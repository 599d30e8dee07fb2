"""Import of a scheme: upload, look, confirm."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kit.access import ACT, FORM
from kit.forms.refusals import Confirmation
from kit.views.submitting import submit

from ..access import allow, is_lsp_admin
from ..models import ImportDraft
from .checking import Report
from .forms import SchemeImportForm
from .operations import check_scheme_file, import_scheme, stage_scheme_import
from .plan import Plan
from .preview import Preview, grouped
from .reading import Problem
from .template import CONTENT_TYPES, write_template


@allow(is_lsp_admin, methods=FORM)
def scheme_import(request: HttpRequest) -> HttpResponse:
    """Upload a file: a clean one goes on to its preview, any other is shown with its problems and nothing is kept."""
    if request.method != "POST":
        return render(request, "assessments/importing/scheme_import.html", {"form": SchemeImportForm()})
    form = SchemeImportForm(request.POST, request.FILES)
    report = submit(request, form, _checked)
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


def _checked(*, file: Any, **_who: Any) -> Report:
    """The report on the file; refuses one that cannot be read at all."""
    return check_scheme_file(file=file, name=file.name, size=file.size)


@allow(is_lsp_admin)
def scheme_import_preview(request: HttpRequest, pk: str) -> HttpResponse:
    """What the import will make."""
    return _preview(request, _own_draft(request, pk))


@allow(is_lsp_admin, methods=ACT)
def scheme_import_confirm(request: HttpRequest, pk: str) -> HttpResponse:
    """Write the scheme that was previewed."""
    draft, form = _own_draft(request, pk), Confirmation(request.POST)
    if version := submit(request, form, import_scheme, draft=draft):
        messages.success(request, _("Skema “%(title)s” diimpor sebagai konsep.") % {"title": version.title})
        return redirect(version)
    return _preview(request, draft, refusals=form.non_field_errors(), status=422)


@allow(is_lsp_admin)
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
