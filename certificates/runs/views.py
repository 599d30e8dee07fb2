"""Issuing many at once: choosing, ordering, and following how it goes."""

import zipfile
from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _

from assessments.access import allow, is_lsp_admin
from assessments.confidentiality.operations import record_export
from assessments.models import Export
from kit.access import ACT, FORM
from kit.forms.purposes import PurposeForm
from kit.forms.refusals import form_status
from kit.views.submitting import posted, submit

from ..models import CertificateFile, IssuingRun
from . import background, operations
from .forms import RunForm

SHOWN_REFUSALS = 200


@allow(is_lsp_admin, methods=FORM)
def issuing_create(request: HttpRequest) -> HttpResponse:
    """Everything that is granted and not issued, ticked; ordering begins at once."""
    form = RunForm(posted(request))
    if run := submit(request, form, operations.start_run):
        background.begin(run)
        messages.success(request, _("Penerbitan dimulai. Anda boleh meninggalkan halaman ini."))
        return redirect(run)
    page = {"form": form, "waiting": form.offered, "ticked": form.ticked}
    return render(request, "certificates/runs/issuing_create.html", page, status=form_status(form))


@allow(is_lsp_admin)
def issuing_list(request: HttpRequest) -> HttpResponse:
    """The last runs."""
    return render(
        request, "certificates/runs/issuing_list.html", {"runs": IssuingRun.objects.visible_to(request.user)[:50]}
    )


@allow(is_lsp_admin)
def issuing_show(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; a run that was left alone is taken up. htmx asks for the moving part only."""
    run = get_object_or_404(IssuingRun.objects.visible_to(request.user), pk=pk)
    background.look_after(run)
    refused = run.items.filter(state="refused").select_related("assessment__candidate__person")
    page = {"run": run, "counts": run.counts(), "refused": refused[:SHOWN_REFUSALS], "long": run.printed_the_long_way()}
    moving = request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request")
    template = "certificates/runs/_issuing_progress.html" if moving else "certificates/runs/issuing_show.html"
    return render(request, template, page)


@allow(is_lsp_admin, methods=ACT)
def issuing_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on where a fault halted the run."""
    run = get_object_or_404(IssuingRun.objects.visible_to(request.user), pk=pk)
    background.go_on(run)
    return redirect(run)


@allow(is_lsp_admin, methods=FORM)
def issuing_download(request: HttpRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    """What the files of a run are needed for; then all of them as one ZIP, written while it is sent."""
    run = get_object_or_404(IssuingRun.objects.visible_to(request.user), pk=pk)
    number = _files(run).count()
    form = PurposeForm(posted(request))
    said = {"subject": Export.Subject.CERTIFICATES, "rows": number, "candidates": _holders(run)}
    if submit(request, form, record_export, **said):
        return _archive(run)
    page = {"run": run, "form": form, "number": number}
    return render(request, "certificates/runs/issuing_download.html", page, status=form_status(form))


def _files(run: IssuingRun) -> QuerySet[CertificateFile]:
    return CertificateFile.objects.filter(certificate__in=run.items.values("certificate"))


def _holders(run: IssuingRun) -> Iterable[int]:
    """The candidates whose files these are, by key."""
    return _files(run).values_list("certificate__assessment__candidate", flat=True)


def _archive(run: IssuingRun) -> StreamingHttpResponse:
    """The files byte for byte."""
    response = StreamingHttpResponse(_zipped(run), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="sertifikat-{run.started_at:%Y%m%d-%H%M}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response


def _zipped(run: IssuingRun) -> Iterator[bytes]:
    out = _Outgoing()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        for file in _files(run).select_related("certificate").order_by("certificate__number").iterator(chunk_size=20):
            archive.writestr(f"sertifikat-{slugify(file.certificate.number)}.pdf", bytes(file.content))
            yield out.taken()
    yield out.taken()


class _Outgoing:
    """What a ZIP writes to when it is sent as it is written, so that the whole is never in memory."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        """What was written since it was last asked."""
        data = b"".join(self._parts)
        self._parts.clear()
        return data
