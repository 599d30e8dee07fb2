"""Papers of the conscience, printed with the certificates' fonts and nothing from the net."""

from pathlib import Path

from django.template.loader import render_to_string
from django.utils import translation

from assessments.models import CertificationBody
from certificates.printing import press
from certificates.printing.faces import FALLBACKS

from .models import Pledge

STYLES = Path(__file__).parent / "styles"


def pledge_paper(pledge: Pledge) -> bytes:
    """A pledge as a PDF: the statement, when and from where it was signed, its digest, and the clauses it names."""
    return paper("pledge", {"pledge": pledge, "clauses": pledge.code.clauses.all()})


def paper(name: str, words: dict[str, object]) -> bytes:
    """`ethics/pdf/<name>.html` as a PDF in the letter style, headed by the body."""
    with translation.override("id"):  # a paper has its own language, whoever prints it
        html = render_to_string(f"ethics/pdf/{name}.html", {"body": CertificationBody.current(), **words})
    families = ", ".join(f'"{face.family}"' for face in FALLBACKS)
    style = (STYLES / "letter.css").read_text(encoding="utf-8").replace("var-fallbacks", families)
    return press.sheet(html, style, html)
