"""A field that takes one file, and what is said when there is none."""

from typing import Any

from django import forms


def file_field(*, label: Any, accept: str, choose: Any, empty: Any) -> forms.FileField:
    """`choose` is said whatever the way that no file came; `empty` of a file without content."""
    return forms.FileField(
        label=label,
        widget=forms.FileInput(attrs={"accept": accept}),
        error_messages={**dict.fromkeys(("required", "missing", "invalid"), choose), "empty": empty},
    )
