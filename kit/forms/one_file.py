"""A field that takes one file, and what is said when there is none."""

from typing import Any

from django import forms

from ..taking import Use
from .taken import TakenFileField


def file_field(*, label: Any, accept: str, choose: Any, empty: Any, use: Use | None = None) -> forms.FileField:
    """`choose` is said whatever the way that no file came; `empty` of a file without content.

    With a `use` the file is taken in for it; without, the form reads the file itself.
    """
    said: dict[str, Any] = {
        "label": label,
        "widget": forms.FileInput(attrs={"accept": accept}),
        "error_messages": {**dict.fromkeys(("required", "missing", "invalid"), choose), "empty": empty},
    }
    return TakenFileField(use=use, **said) if use else forms.FileField(**said)
