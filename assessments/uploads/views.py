"""Private files, served after an access check."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import condition

from kit.access import anybody
from kit.views.stored_files import stored_file

from ..access import allow
from ..confidentiality.readings import Kind, note_reading
from ..models import Candidate, Upload


def _etag(request: HttpRequest, key: str) -> str | None:
    """Asked before the view runs: only for those who may see the image."""
    digest = Upload.objects.visible_to(request.user).filter(key=key).values_list("sha256", flat=True).first()
    return f'"{digest}"' if digest else None


@allow(anybody)
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
