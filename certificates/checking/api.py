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
from ninja import Field, File, NinjaAPI, Query, Schema
from ninja.errors import HttpError, ValidationError
from ninja.files import UploadedFile
from ninja.operation import Operation

from kit import limits

from ..register import daily_roots
from . import answering, lookups
from .answering import Answer
from .comparing import FileAnswer, TooManyNumbers, check_file
from .forms import DroppedFileForm, too_large


class Interface(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        """What programs made from the schema call it by: the same wherever this file moves."""
        return f"certificates_api_{operation.view_func.__name__}"


api = Interface(
    title="Certificate check",
    version="1",
    urls_namespace="api",
    description=(
        "Checks a certificate of competence: by the token of its QR code, by its number, or by its file. Numbers follow"
        " one another, so a number alone does not give the holder away: his name comes as initials unless you send it"
        " (`name`) or he agreed to the public list of holders, and no address of the certificate is told. Each number"
        " that is asked for is counted, found or not; beyond the limit the answer is 429 with `Retry-After`."
    ),
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
    url: str | None = Field(description="Where it is checked; null when the certificate was found by a number.")


class CertificateOut(Schema):
    """What the register says of a certificate. `in_force` is the short answer; `since` the day of the last act."""

    standing: str
    in_force: bool
    title: str
    since: date | None
    holder: str = Field(description="The holder's name, or his initials; see `holder_is_initials`.")
    holder_is_initials: bool
    name_matches: bool | None = Field(description="Whether `name` is the holder's; null when no name was sent.")
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
    url: str | None = Field(description="Where it is checked; null when the certificate was found by a number.")
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


@api.get(
    "/verify/number",
    response={200: CertificateOut, 404: Problem, 409: Problem, 429: Problem},
    url_name="verify_number",
)
def verify_number(request: HttpRequest, number: Query[str], name: Query[str] = "") -> Any:
    """By the certificate number or the registration number, however typed: only letters and digits are compared.

    With `name`, the holder's name as you know it, the answer says whether it is his, case, accents and titles aside.
    409: two certificates have these letters and digits; send the number as it is printed.
    """
    name = " ".join(name.replace("\x00", "").split())
    try:
        return _answered(request, answering.by_number(number, name=name), name=name)
    except lookups.Twins:
        raise HttpError(409, str(lookups.TWINS)) from None


@api.post(
    "/verify/file",
    response={200: FileOut, 413: Problem, 422: Problem, 429: Problem, 503: Problem},
    url_name="verify_file",
)
def verify_file(request: HttpRequest, file: File[UploadedFile]) -> Any:
    """By the PDF itself. It is read and forgotten. Each number that is looked up for it counts as one asked for."""
    form = DroppedFileForm({}, {"file": file})
    if not form.is_valid():
        errors = form.errors.as_data()["file"]
        raise HttpError(413 if errors[0].code == "too_large" else 422, str(errors[0].messages[0]))
    try:
        result = check_file(form.cleaned_data["file"].read(), count=lambda: limits.exceeded(request, "number"))
    except TooManyNumbers as error:
        return patience(request, error.wait)
    if result.come_again:
        refused = problem(request, 503, str(result.reason))
        refused["Retry-After"] = str(result.come_again)
        return refused
    return _of_file(result)


@api.get("/register/roots", response=RootsOut, url_name="register_roots")
def register_roots(request: HttpRequest) -> Any:
    """The root of every day of the register."""
    return daily_roots.as_data()


@api.get("/register/entries", response=EntriesOut, url_name="register_entries")
def register_entries(request: HttpRequest, after: str = "0") -> Any:
    """The entries that follow a number, in steps of 500."""
    return daily_roots.entries_as_data(after=daily_roots.number_in(after))


def _answered(request: HttpRequest, answer: Answer | None, *, name: str = "") -> Any:
    """The answer, or 304 when the reader has it already."""
    if answer is None:
        raise HttpError(404, _("Sertifikat ini tidak ada dalam register."))
    etag = f'"{answer.mark("api", timezone.localdate(), get_language(), bool(name))}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        said = _said(answer) | {"name_matches": not answer.differs if name else None}
        response = api.create_response(request, CertificateOut(**said).model_dump(), status=200)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def _said(answer: Answer) -> dict[str, Any]:
    entry = answer.issued
    return {
        "standing": answer.standing.value,
        "in_force": answer.in_force,
        "title": str(answer.look.title),
        "since": answer.since,
        "holder": answer.holder,
        "holder_is_initials": answer.is_hidden,
        "name_matches": None,
        "number": answer.number,
        "registration_number": answer.registration_number,
        "scheme": answer.scheme,
        "units": answer.units,
        "issued_by": answer.lsp,
        "licence": answer.licence,
        "issued_on": answer.issued_on,
        "expires_on": answer.expires_on,
        "replaced_by": {"number": answer.successor.number, "url": _address_of(answer.successor.token)}
        if answer.successor
        else None,
        "entry": {"number": entry.number, "digest": entry.digest, "on": entry.on} if entry else None,
        "url": _address_of(answer.token),
        "checked_on": timezone.localdate(),
    }


def _address_of(token: str) -> str | None:
    return settings.PORTAL_URL.rstrip("/") + reverse("verify_show", args=[token]) if token else None


def _of_file(result: FileAnswer) -> dict[str, Any]:
    return {
        "outcome": result.outcome.value,
        "title": str(result.outcome.label),
        "reason": str(result.reason),
        "changes": [{"printed": change.printed, "registered": change.registered} for change in result.changes],
        "more_changes": result.more,
        "appended": result.appended,
        "certificate": _said(result.answer) if result.answer else None,
    }


def problem(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    """A refusal as JSON."""
    response = api.create_response(request, {"detail": detail}, status=status)
    response["Cache-Control"] = "no-store"
    return response


def patience(request: HttpRequest, wait: int) -> HttpResponse:
    """The refusal that asks to come again."""
    detail = _("Terlalu banyak permintaan. Coba lagi dalam %(wait)s.") % {"wait": limits.spoken(wait)}
    response = problem(request, 429, detail)
    response["Retry-After"] = str(wait)
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
