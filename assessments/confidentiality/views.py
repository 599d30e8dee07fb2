"""The list of candidates as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kit.access import FORM
from kit.forms.refusals import form_status
from kit.lists import narrowed
from kit.views.submitting import posted, submit

from ..access import allow, is_lsp_admin
from ..models import Candidate, Export
from ..people.lists import CandidateFilter
from .exporting import CONTENT_TYPE, candidate_workbook
from .forms import CandidateExportForm
from .operations import record_export


@allow(is_lsp_admin, methods=FORM)
def candidate_export(request: HttpRequest) -> HttpResponse:
    """The candidates of the list as it is filtered in the address, for a purpose that is written down."""
    listed = Candidate.objects.visible_to(request.user).for_list()
    rows = narrowed(request, CandidateFilter, listed).order_by("person__name", "pk")
    people = list(rows.values_list("pk", flat=True))
    form = CandidateExportForm(posted(request))
    said: dict[str, Any] = {"subject": Export.Subject.CANDIDATES, "rows": len(people), "candidates": people}
    if export := submit(request, form, record_export, **said):
        return _file(candidate_workbook(rows, with_identity=export.with_identity), export)
    page = {"form": form, "number": len(people), "query": request.GET.urlencode()}
    return render(request, "assessments/confidentiality/candidate_export.html", page, status=form_status(form))


def _file(content: bytes, export: Export) -> HttpResponse:
    name = f"asesi-{timezone.localtime(export.exported_at):%Y%m%d-%H%M}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)
