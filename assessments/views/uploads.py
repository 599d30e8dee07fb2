"""Private files, served after an access check."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import condition, require_safe

from ..models import Candidate, Upload
from ..readings import Kind, note_reading


def _etag(request: HttpRequest, key: str) -> str | None:
    """Asked before the view runs: only for those who may see the image."""
    digest = Upload.objects.visible_to(request.user).filter(key=key).values_list("sha256", flat=True).first()
    return f'"{digest}"' if digest else None


@login_not_required
@require_safe
@condition(etag_func=_etag)
def upload_show(request: HttpRequest, key: str) -> HttpResponse:
    """The bytes as kept. Unknown, not allowed and gone are the same 404; a logo is public."""
    upload = get_object_or_404(Upload.objects.visible_to(request.user), key=key)
    response = stored_file(upload)
    if upload.kind == Upload.Kind.PORTRAIT:
        of_whom = Candidate.objects.filter(person__photo=upload).select_related("person")
        for candidate in of_whom.only("person__account"):
            note_reading(request.user, candidate, Kind.PHOTO)
    if upload.kind == Upload.Kind.LOGO:
        response["Cache-Control"] = "public, max-age=3600"
    return response


def stored_file(upload: Upload, *, name: str = "") -> FileResponse:
    """The bytes of a file that the caller has found the reader may see; gone from the disk is 404.

    A PDF comes from a stranger: it is downloaded under our own name for it and never shown inside the portal.
    """
    try:
        file = upload.file.open("rb")
    except OSError:
        raise Http404 from None
    response = FileResponse(file, content_type=upload.content_type)
    ending = "pdf" if upload.is_pdf else upload.content_type.removeprefix("image/")
    filename = f'; filename="{name}.{ending}"' if name else ""
    response["Content-Disposition"] = ("attachment" if upload.is_pdf else "inline") + filename
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-cache"
    return response
