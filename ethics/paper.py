"""A record of the conscience on paper: plain A4 in the fonts of the certificates, nothing fetched from anywhere."""

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from certificates.printing import press


@cache
def _style() -> str:
    return (Path(__file__).parent / "paper.css").read_text(encoding="utf-8")


def pdf_of(template: str, **words: Any) -> bytes:
    """The template as a PDF in the language of the LSP, whatever the reader's."""
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string(template, words)
    return press.sheet(text, _style(), text)
