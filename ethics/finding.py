"""What the portal finds on its own: ties between an assessor and a candidate that nobody needs to declare.

Every fact stands in the lower apps (people, trainings, relations); here they are only held against each other.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from assessments.models import Assessor, Candidate, Person, Relation, Training

from .models import Conflict, EthicsCase, Tie

LEGAL_FORMS = re.compile(r"\b(pt|cv|ud|tbk|persero|yayasan|koperasi)\b")


class Found(NamedTuple):
    """A tie and what it was found by, in the reader's words."""

    tie: Tie
    detail: str


def ties(assessor: Assessor, candidate: Candidate) -> list[Found]:
    """Every tie between the two, the strongest first; none is a good sign, no proof. Told in the portal's language."""
    with translation.override(settings.LANGUAGE_CODE):
        return list(_ties(assessor, candidate))


def _ties(assessor: Assessor, candidate: Candidate) -> Iterator[Found]:
    one, other = assessor.person, candidate.person
    for training in Training.objects.filter(trainer=one, candidate=candidate):
        yield Found(Tie.TRAINER, _("Pelatih asesi: %(subject)s.") % {"subject": training.subject})
        break
    for relation in Relation.objects.between(one, other):
        kind = {"family": Tie.FAMILY, "household": Tie.HOUSEHOLD, "business": Tie.BUSINESS}
        yield Found(
            kind.get(relation.kind, Tie.OTHER), relation.note or _("Tercatat sebagai %s.") % relation.get_kind_display()
        )
    if same_place(assessor.employer, candidate.institution):
        yield Found(Tie.EMPLOYER, _("Lembaga yang sama: %s.") % candidate.institution)
    if same_home(one, other):
        yield Found(Tie.HOUSEHOLD, _("Alamat rumah yang tercatat sama."))
    elif same_family_name(one, other) and same_city(one, other):
        yield Found(Tie.FAMILY, _("Nama keluarga sama dan alamat berdekatan."))
    if _disputed(assessor, candidate):
        yield Found(Tie.DISPUTE, _("Keduanya pernah berselisih menurut catatan LSP."))


def plain(text: str) -> str:
    """Letters and digits only, small, without marks: two ways of writing one address become one."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def same_place(one: str, other: str) -> bool:
    """Whether two names are of one school or company, whatever its legal form is written like."""
    first, second = (" ".join(LEGAL_FORMS.sub(" ", plain(name)).split()) for name in (one, other))
    return bool(first) and first == second


def same_home(one: Person, other: Person) -> bool:
    return bool(plain(one.address)) and plain(one.address) == plain(other.address)


def same_family_name(one: Person, other: Person) -> bool:
    """Whether the last of several names is the same; somebody with one name has no family name."""
    names = [plain(person.name).split() for person in (one, other)]
    return all(len(parts) > 1 for parts in names) and names[0][-1] == names[1][-1]


def same_city(one: Person, other: Person) -> bool:
    """Whether the last word of both addresses, mostly the town, is the same."""
    ends = [[word for word in plain(person.address).split() if not word.isdigit()][-1:] for person in (one, other)]
    return bool(ends[0]) and ends[0] == ends[1]


def _disputed(assessor: Assessor, candidate: Candidate) -> bool:
    """Whether an officer once had the assessor replaced because of this candidate, or a case was about how he assessed
    him. Not whether he was reported by him: who reported is nobody's to find.
    """
    earlier = Conflict.objects.filter(assessor=assessor, assessment__candidate=candidate)
    cases = EthicsCase.objects.filter(respondent=assessor, assessment__candidate=candidate)
    return earlier.filter(outcome=Conflict.Outcome.REPLACE).exists() or cases.exists()
