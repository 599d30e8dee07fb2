"""The public API: the same answers as the pages, as JSON, for machines. No account, no cookie, the same limits."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import File, NinjaAPI, Query, Schema
from ninja.errors import HttpError, ValidationError
from ninja.files import UploadedFile

from . import roots
from .checking import answering
from .checking.answering import Answer
from .checking.comparing import FileAnswer, check_file
from .forms.dropping import DroppedFileForm, too_large

api = NinjaAPI(
    title="Certificate check",
    version="1",
    urls_namespace="api",
    description="Checks a certificate of competence: by the token of its QR code, by its number, or by its file.",
)


class Problem(Schema):
    """Why there is no answer, in the language asked for."""

    detail: str


class SchemeOut(Schema):
    number: str
    title: str
    title_en: str
    field: str
    field_en: str


class UnitOut(Schema):
    position: int
    code: str
    title: str
    title_en: str


class EntryOut(Schema):
    """A place in the chain of the register."""

    number: int
    digest: str
    on: date


class SuccessorOut(Schema):
    number: str
    url: str


class CertificateOut(Schema):
    """What the register says of a certificate. `in_force` is the short answer; `since` the day of the last act."""

    standing: str
    in_force: bool
    title: str
    since: date | None
    holder: str
    number: str
    registration_number: str
    scheme: SchemeOut
    units: list[UnitOut]
    issued_by: str
    licence: str
    issued_on: date
    expires_on: date
    replaced_by: SuccessorOut | None
    entry: EntryOut | None
    url: str
    checked_on: date


class ChangeOut(Schema):
    printed: str
    registered: str


class FileOut(Schema):
    """What came of comparing a file: genuine, altered, sealed, unknown or unreadable."""

    outcome: str
    title: str
    reason: str
    changes: list[ChangeOut]
    more_changes: int
    appended: bool
    certificate: CertificateOut | None


class RootOut(Schema):
    date: date
    entry: int
    digest: str


class RootsOut(Schema):
    """Every daily root, and how anybody recomputes them."""

    algorithm: str
    genesis: str
    how: str
    roots: list[RootOut]


class EntriesOut(Schema):
    entries: list[dict[str, Any]]
    next: int | None


@api.get("/verify/token/{token}", response={200: CertificateOut, 404: Problem}, url_name="verify_token")
def verify_token(request: HttpRequest, token: str) -> Any:
    """By the token in the address of the QR code."""
    return _answered(request, answering.by_token(token[:64].replace("\x00", "")))


@api.get("/verify/number", response={200: CertificateOut, 404: Problem}, url_name="verify_number")
def verify_number(request: HttpRequest, number: Query[str]) -> Any:
    """By the certificate number or the registration number, however spaced."""
    return _answered(request, answering.by_number(answering.tidy(number)))


@api.post("/verify/file", response={200: FileOut, 413: Problem, 422: Problem, 503: Problem}, url_name="verify_file")
def verify_file(request: HttpRequest, file: File[UploadedFile]) -> Any:
    """By the PDF itself. It is read and forgotten."""
    form = DroppedFileForm({}, {"file": file})
    if not form.is_valid():
        errors = form.errors.as_data()["file"]
        raise HttpError(413 if errors[0].code == "too_large" else 422, str(errors[0].messages[0]))
    result = check_file(form.cleaned_data["file"].read())
    if result.come_again:
        refused = problem(request, 503, str(result.reason))
        refused["Retry-After"] = str(result.come_again)
        return refused
    return _of_file(request, result)


@api.get("/register/roots", response=RootsOut, url_name="register_roots")
def register_roots(request: HttpRequest) -> Any:
    """The root of every day of the register."""
    return roots.as_data()


@api.get("/register/entries", response=EntriesOut, url_name="register_entries")
def register_entries(request: HttpRequest, after: str = "0") -> Any:
    """The entries that follow a number, in steps of 500."""
    return roots.entries_as_data(after=roots.number_in(after))


def _answered(request: HttpRequest, answer: Answer | None) -> Any:
    """The answer, or 304 when the reader has it already."""
    if answer is None:
        raise HttpError(404, _("Sertifikat ini tidak ada dalam register."))
    etag = f'"{answer.mark("api", timezone.localdate(), get_language())}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = api.create_response(request, CertificateOut(**_said(request, answer)).model_dump(), status=200)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def _said(request: HttpRequest, answer: Answer) -> dict[str, Any]:
    base = settings.PORTAL_URL.rstrip("/")
    entry = answer.issued
    return {
        "standing": answer.standing.value,
        "in_force": answer.in_force,
        "title": str(answer.look.title),
        "since": answer.since,
        "holder": answer.holder,
        "number": answer.number,
        "registration_number": answer.registration_number,
        "scheme": answer.scheme,
        "units": answer.units,
        "issued_by": answer.lsp,
        "licence": answer.licence,
        "issued_on": answer.issued_on,
        "expires_on": answer.expires_on,
        "replaced_by": {
            "number": answer.successor.number,
            "url": base + reverse("verify_show", args=[answer.successor.token]),
        }
        if answer.successor
        else None,
        "entry": {"number": entry.number, "digest": entry.digest, "on": entry.on} if entry else None,
        "url": base + reverse("verify_show", args=[answer.token]),
        "checked_on": timezone.localdate(),
    }


def _of_file(request: HttpRequest, result: FileAnswer) -> dict[str, Any]:
    return {
        "outcome": result.outcome.value,
        "title": str(result.outcome.label),
        "reason": str(result.reason),
        "changes": [{"printed": change.printed, "registered": change.registered} for change in result.changes],
        "more_changes": result.more,
        "appended": result.appended,
        "certificate": _said(request, result.answer) if result.answer else None,
    }


def problem(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    """A refusal as JSON."""
    response = api.create_response(request, {"detail": detail}, status=status)
    response["Cache-Control"] = "no-store"
    return response


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(request, error.status_code, error.message)


@api.exception_handler(ValidationError)
def _missing(request: HttpRequest, error: ValidationError) -> HttpResponse:
    names = ", ".join(str(found["loc"][-1]) for found in error.errors)
    return problem(request, 422, _("Isian ini belum ada atau tidak dapat dibaca: %(names)s.") % {"names": names})


@api.exception_handler(Http404)
def _not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(request, 404, _("Alamat ini tidak ada."))


@api.exception_handler(BadRequest)
@api.exception_handler(MultiPartParserError)
def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(request, 400, _("Permintaan ini tidak dapat dibaca."))


@api.exception_handler(RequestDataTooBig)
@api.exception_handler(TooManyFieldsSent)
@api.exception_handler(TooManyFilesSent)
def _too_much(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(request, 413, too_large())
