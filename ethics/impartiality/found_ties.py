"""What the portal finds on its own: ties between an assessor and a candidate that nobody needs to declare.

Every fact stands in the lower apps (people, trainings, relations); here they are only held against each other.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from assessments.models import Assessor, Candidate, Person
from assessments.ties.questions import TRAINING, Recorded, recorded
from kit.reverse import related
from kit.spelling import plain

from ..models import Conflict, Tie

KINDS = {"family": Tie.FAMILY, "household": Tie.HOUSEHOLD, "business": Tie.BUSINESS, TRAINING: Tie.TRAINER}


class Found(NamedTuple):
    """A tie and what it was found by, in the reader's words; `since` when it was recorded, where somebody did."""

    tie: Tie
    detail: str
    since: datetime | None = None


def ties(assessor: Assessor, candidate: Candidate) -> list[Found]:
    """Every tie between the two, the strongest first; none is a good sign, no proof. Told in the portal's language."""
    with translation.override(settings.LANGUAGE_CODE):
        return list(_ties(assessor, candidate))


def _ties(assessor: Assessor, candidate: Candidate) -> Iterator[Found]:
    one, other = assessor.person, candidate.person
    yield from of_record(recorded(other.pk, [one.pk]), assessor)
    if same_place(assessor.employer_key, candidate.institution_key):
        yield Found(Tie.EMPLOYER, _("Lembaga yang sama: %s.") % candidate.institution)
    if same_home(one, other):
        yield Found(Tie.HOUSEHOLD, _("Alamat rumah yang tercatat sama."))
    elif same_family_name(one, other) and same_city(one, other):
        yield Found(Tie.FAMILY, _("Nama keluarga sama dan alamat berdekatan."))
    if _disputed(assessor, candidate):
        yield Found(Tie.DISPUTE, _("Keduanya pernah berselisih menurut catatan LSP."))


def of_record(found: Iterable[Recorded], assessor: Assessor) -> list[Found]:
    """What was recorded, as it is told to an officer: how the assessor, or who supervises him, stands to the candidate.

    Several trainings are one tie, as old as the last of them.
    """
    with translation.override(settings.LANGUAGE_CODE):
        told: dict[Tie, Found] = {}
        for tie in found:
            kind = KINDS.get(tie.kind, Tie.OTHER)
            if kind in told:
                detail = f"{told[kind].detail} {_detail(tie, assessor)}"
                told[kind] = Found(kind, detail, tie.since)
            else:
                told[kind] = Found(kind, _detail(tie, assessor), tie.since)
        return list(told.values())


def _detail(tie: Recorded, assessor: Assessor) -> str:
    """One recorded tie in a sentence; of a supervisor's it is said that it is his."""
    is_own = assessor.person_id in (tie.person_id, tie.other_id)
    if tie.kind == TRAINING and is_own and tie.person_id == assessor.person_id:
        said = _("Pelatih asesi: %(subject)s.") % {"subject": tie.note}
    elif tie.kind == TRAINING:
        said = f"{tie.label}: {tie.note}."
    else:
        said = tie.note or _("Tercatat sebagai %s.") % tie.label
    return said if is_own else _("Pengawas: %(tie)s") % {"tie": said}


def same_place(one: str, other: str) -> bool:
    """Whether two keys are of one school or company; who has none is nobody's colleague."""
    return bool(one) and one == other


def same_home(one: Person, other: Person) -> bool:
    return bool(one.address_key) and one.address_key == other.address_key


def same_family_name(one: Person, other: Person) -> bool:
    """Whether the last of several names is the same; somebody with one name has no family name."""
    names = [plain(person.name).split() for person in (one, other)]
    return all(len(parts) > 1 for parts in names) and names[0][-1] == names[1][-1]


def same_city(one: Person, other: Person) -> bool:
    """Whether the last word of both addresses, mostly the town, is the same."""
    ends = [[word for word in plain(person.address).split() if not word.isdigit()][-1:] for person in (one, other)]
    return bool(ends[0]) and ends[0] == ends[1]


def _disputed(assessor: Assessor, candidate: Candidate) -> bool:
    """Whether an officer once kept the assessor from this candidate for good, or a case was about how he assessed
    him. Not whether he was reported by him: who reported is nobody's to find.
    """
    earlier = Conflict.objects.filter(assessor=assessor, assessment__candidate=candidate)
    cases = related(Assessor, "ethics_cases").filter(respondent=assessor, assessment__candidate=candidate)
    return earlier.filter(outcome__in=Conflict.FOR_GOOD).exists() or cases.exists()
