"""Keeping files that were taken in (`taking`), and erasing them."""

from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction

from kit.accounts import Account
from kit.taking import TakenFile

from ..models import Event, Upload


@transaction.atomic
def store_file(*, by: Account | None, on: date, kind: str, file: TakenFile) -> Upload:
    """Keep a file privately. It was opened before, outside the transaction: a raw one is a fault of the program.

    Evidence is never served by `upload_show`: the record it belongs to does that.
    """
    if not isinstance(file, TakenFile) or file.kind != kind:
        raise TypeError(f"{kind}: not a file that was taken in as one")
    upload = Upload(
        kind=kind, content_type=file.content_type, sha256=file.sha256, size=len(file.data), uploaded_by=by
    )  # fmt: skip
    upload.file.save("kept", ContentFile(file.data), save=False)
    try:
        upload.save(force_insert=True)
    except BaseException:
        upload.file.storage.delete(str(upload.file.name))  # no row, no file: nobody could find or erase it later
        raise
    Event.record(upload, "stored", by=by, on=on)
    return upload


def discard_image(upload: Upload) -> None:
    """Erase an image that nothing refers to any more; its bytes go when the transaction is through."""
    storage, name = upload.file.storage, str(upload.file.name)
    upload.delete()
    transaction.on_commit(lambda: storage.delete(name))
