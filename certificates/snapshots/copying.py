"""The LSP and its pictures as a snapshot keeps them."""

import base64

from assessments.models import CertificationBody, Upload
from kit.printable import as_printed, clean

from .snapshot import BodySnapshot


def body_snapshot(body: CertificationBody) -> BodySnapshot:
    """The LSP as it is today."""
    return BodySnapshot(
        name=as_printed(body.name),
        licence_number=as_printed(body.licence_number),
        address=clean(body.address),
        city=as_printed(body.city),
        phone=body.phone,
        email=body.email,
        website=body.website,
        logo=picture_uri(body.logo),
        signatory_name=as_printed(body.signatory_name),
        signatory_title=as_printed(body.signatory_title),
        signatory_title_en=as_printed(body.signatory_title_en),
    )


def picture_uri(upload: Upload | None) -> str:
    if not upload:
        return ""
    with upload.file.open("rb") as file:
        return data_uri(upload.content_type, file.read())


def data_uri(content_type: str, data: bytes) -> str:
    return f"data:{content_type};base64,{base64.b64encode(data).decode()}"
