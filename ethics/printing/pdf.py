"""Papers of the conscience, printed with the certificates' fonts and nothing from the net."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from assessments.models import CertificationBody
from certificates.printing import press
from certificates.printing.faces import FALLBACKS

from ..clauses.audits import Audit
from ..evaluations.work import work_of
from ..models import Pledge, Review

MOST_LINES = 600  # on paper; so many take about four seconds of the press, which everybody shares
STYLES = Path(__file__).parent / "styles"


def pledge_pdf(pledge: Pledge) -> bytes:
    """A pledge as a PDF: the statement, when and from where it was signed, its digest, and the clauses it names."""
    return printed("pledge", {"pledge": pledge, "clauses": pledge.code.clauses.all()})


def feedback_pdf(words: dict[str, object]) -> bytes:
    """What a candidate said of an assessment, as FR.AK-03."""
    return printed("feedback", words, style="form")


def review_pdf(review: Review) -> bytes:
    """A finished review as FR.AK-06."""
    return printed("review", {"review": review, "work": work_of(review.session, review.assessor)}, style="form")


def audit_pdf(audit: Audit) -> bytes:
    """The evidence of a year; beyond MOST_LINES it tells the numbers and leaves the rows to the workbook."""
    words = {"audit": audit, "body": audit.body, "is_listed": audit.lines <= MOST_LINES, "most": MOST_LINES}
    return printed("audit", words, style="audit")


def printed(name: str, words: dict[str, object], *, style: str = "letter") -> bytes:
    """`ethics/pdf/<name>.html` as a PDF in one of the styles beside this file, headed by the body."""
    with translation.override(settings.LANGUAGE_CODE):  # a paper has its own language, whoever prints it
        html = render_to_string(f"ethics/pdf/{name}.html", {"body": CertificationBody.current(), **words})
    return press.sheet(html, _style(style), html)


@cache
def _style(name: str) -> str:
    families = ", ".join(f'"{face.family}"' for face in FALLBACKS)
    return (STYLES / f"{name}.css").read_text(encoding="utf-8").replace("var-fallbacks", families)
