"""Does a recorded tie, or a hold, stand between the holder of a certificate and who judged him?"""

from collections.abc import Iterator

from django.db.models import Min, Q

from assessments.models import Assessment
from assessments.ties.questions import judging, undecided, with_doubts

TIED = "the {who} is tied to the candidate on record, and no officer decided about it"
HELD = "its assessment is held from the assessor"


def tie_problems() -> Iterator[tuple[str, str]]:
    """What is wrong, and about which certificate: one query, and some for each that is doubtful.

    What was recorded after the first certificate of an assessment takes nothing from it. Of a tie of who decided,
    `support_problems` tells.
    """
    certified = Assessment.objects.filter(certificate__isnull=False).annotate(issued=Min("certificate__issued_at"))
    doubtful = with_doubts(certified).filter(Q(is_held=True) | Q(is_tied=True)).order_by("pk")
    for assessment in doubtful.select_related("candidate", "assessor").iterator(chunk_size=500):
        number = assessment.certificates.earliest("issued_at").number
        standing = assessment.holds.in_force().filter(assessor=assessment.assessor_id)
        if standing.filter(placed_at__lte=assessment.issued).exists():
            yield number, HELD
        assessor, *_beside = judging(assessment)
        ties = [tie for tie in undecided(assessment) if tie.since <= assessment.issued]
        whose = {"assessor" if assessor in (tie.person_id, tie.other_id) else "supervisor" for tie in ties}
        for who in sorted(whose):
            yield number, TIED.format(who=who)
