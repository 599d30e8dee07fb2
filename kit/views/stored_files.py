"""Files of strangers, as the portal hands them out."""

from typing import Any

from django.http import FileResponse, Http404


def stored_file(upload: Any, *, name: str = "") -> FileResponse:
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
