"""Fields whose value is a file that was taken in. Nothing is locked meanwhile: pictures take long, writers wait."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.utils.datastructures import MultiValueDict

from ..errors import RuleError
from ..taking import MEMBERS, Outcome, Use, take_in_all


class TakenFileField(forms.FileField):
    """Its value is a TakenFile, or None. What taking in refuses is told at the field.

    A view that locks rows, or whose form has more than one such field, takes its files in first: `views.taking`.
    """

    def __init__(self, *, use: Use, **extra: Any) -> None:
        super().__init__(**extra)
        self.use = use

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return file
        if not hasattr(file, "outcome"):
            (file.outcome,) = taken([(self.use, file)])
        if isinstance(file.outcome, RuleError):
            raise file.outcome
        return file.outcome


def take_in_fields(form_class: type[forms.BaseForm], files: MultiValueDict[str, UploadedFile]) -> None:
    """Take in together what was sent for the fields of this form; each field finds what became of its own."""
    fields = {name: field for name, field in form_class.base_fields.items() if isinstance(field, TakenFileField)}
    sent = [(field.use, files[name]) for name, field in fields.items() if files.get(name)]
    for (_use, file), outcome in zip(sent, taken(sent), strict=True):
        file.outcome = outcome


def taken(sent: Sequence[tuple[Use, UploadedFile]], *, room: str = MEMBERS) -> list[Outcome]:
    """`take_in_all`, which never runs while a transaction of ours is open: on SQLite nobody else could write."""
    blocks = connection.atomic_blocks
    if blocks and not blocks[-1]._from_testcase:  # as Django asks it for `durable`
        raise RuntimeError("files are taken in before a transaction begins: see kit.views.taking")
    return take_in_all(sent, room=room) if sent else []
