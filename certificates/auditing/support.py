"""What a certificate rests on: verdicts that are competent and signed, and a decision by somebody who had no part."""

from collections.abc import Iterator

from assessments.decisions.operations import impartiality_objection
from assessments.models import Assessment, Decision

PARTIAL = {
    "is_candidate": "it was decided by the candidate himself",
    "supervised_it": "it was decided by somebody who supervised the assessor",
    "assessed_it": "it was decided by somebody who assessed",
    "trained_candidate": "it was decided by somebody who trained the candidate",
    "tied_to_candidate": "it was decided by somebody who is tied to the candidate on record",
}


def support_problems(assessment: Assessment) -> Iterator[str]:
    """What does not support a certificate."""
    if assessment.status != Assessment.Status.GRANTED:
        yield f"its assessment is {assessment.status}, not granted"
    if assessment.signed_at is None:
        yield "its verdicts are not signed"
    if not assessment.is_competent:
        yield "not every unit is competent"
    decision = getattr(assessment, "decision", None)
    if decision is None or decision.outcome != Decision.Outcome.GRANTED:
        yield "no decision grants it"
        return
    first = assessment.certificates.order_by("issued_at").values_list("issued_at", flat=True).first()
    by = decision.decided_by
    if objection := impartiality_objection(by, assessment, by_day=decision.decided_on, by_moment=first):
        yield PARTIAL[str(objection.code)]
