"""The code clause by clause: what keeps each, what it left this year, what is open, and the evidence as a file."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from assessments.access import allow, is_ethics_officer, is_held_back, is_lsp_admin
from assessments.confidentiality.operations import record_export
from assessments.importing.template import CONTENT_TYPES
from assessments.models import Export
from kit.access import FORM
from kit.accounts import Account
from kit.forms.refusals import form_status
from kit.turns import one_at_a_time
from kit.views.submitting import posted, submit

from ..mechanisms import MECHANISMS
from ..printing.pdf import audit_pdf
from .audit_book import audit_book
from .audits import gather
from .clause_book import chosen_year, rows_of, years
from .forms import PDF, XLSX, AuditForm

TYPES = {PDF: "application/pdf", XLSX: CONTENT_TYPES["xlsx"]}


def _years(request: HttpRequest) -> dict[str, Any]:
    """The year in the address, or the nearest sensible one, and the others to choose from."""
    today = timezone.localdate()
    known = years(today)
    year = chosen_year(request.GET.get("year", ""), known)
    tabs = [{"url": f"?year={each}", "label": str(each), "current": each == year, "count": None} for each in known]
    return {"today": today, "year": year, "tabs": tabs, "back": f"{reverse('clause_list')}?year={year}"}


@allow(is_ethics_officer, is_lsp_admin)
def clause_list(request: HttpRequest) -> HttpResponse:
    """Every clause in a row."""
    page = _years(request)
    page["rows"] = rows_of(request.user, page["year"], page["today"])
    page["may_export"] = is_ethics_officer(request.user) and not is_held_back(request.user)
    return render(request, "ethics/clauses/clause_list.html", page)


@allow(is_ethics_officer, is_lsp_admin)
def clause_show(request: HttpRequest, number: int) -> HttpResponse:
    """One clause with its mechanism, the pages the reader may open, and the records of a year by kind."""
    if number not in MECHANISMS:
        raise Http404
    page = _years(request)
    (row,) = rows_of(request.user, page["year"], page["today"], [number])
    page |= {"row": row, "screens": row.screens(request.user)}
    return render(request, "ethics/clauses/clause_show.html", page)


@allow(is_ethics_officer, methods=FORM)
def clause_export(request: HttpRequest) -> HttpResponse:
    """The evidence of a year, for a purpose that is written down."""
    page = _years(request)
    form = AuditForm(posted(request))
    number = sum(row.total for row in rows_of(request.user, page["year"], page["today"]))
    if file := submit(request, form, _file, page=page, number=number):
        return file
    page |= {"form": form, "number": number}
    return render(request, "ethics/clauses/clause_export.html", page, status=form_status(form))


def _file(*, by: Account, on: date, page: dict[str, Any], number: int, purpose: str, kind: str) -> HttpResponse:
    """Recorded first: who gets no record gets no file."""
    with one_at_a_time(by):
        record_export(by=by, on=on, subject=Export.Subject.EVIDENCE, purpose=purpose, rows=number)
        audit = gather(by=by, on=on, year=page["year"], purpose=purpose)
        content = audit_pdf(audit) if kind == PDF else audit_book(audit)
    name = f"bukti-kode-etik-{audit.year}-{timezone.localtime(audit.made_at):%Y%m%d-%H%M}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)
