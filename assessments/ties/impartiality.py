"""What whoever decides reads about impartiality: every tie of those who took part to the candidate, and every hold."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..models import Assessment, Event, Hold, Person
from .questions import Recorded, recorded

UNDECIDED = ("suspended", _("Belum diputuskan petugas etik"))
DECIDED = ("good", _("Diputuskan petugas etik: boleh menilai"))
# What somebody was, in words; and what his tie means, where no officer decides about it.
ROLES = {
    "assessor": pgettext_lazy("one", "Asesor"),
    "supervisor": _("Pengawas"),
    "reader": _("Anda sendiri"),
    "decider": _("Pengambil keputusan"),
    "former": _("Pengawas terdahulu"),
    "team": _("Asesor lain pada jadwal ini"),
}
MEANS = {
    "reader": ("bad", _("Anda tidak dapat memutuskan")),
    "decider": ("bad", _("Menghalangi penerbitan sertifikat")),
    "former": ("ended", _("Tidak lagi mendampingi")),
    "team": ("ended", _("Tidak menilai asesi ini")),
}


@dataclass(frozen=True)
class TieShown:
    """One tie: whose, what it is, and what became of it (a tone with its words)."""

    name: str
    role: Any
    tie: Recorded
    tone: str
    state: Any


@dataclass(frozen=True)
class HoldShown:
    """One hold, with the reasons that the history gives."""

    name: str
    hold: Hold
    placed_for: str
    lifted_for: str


@dataclass(frozen=True)
class Impartiality:
    """`doubt` names what keeps certification from being granted, "" when nothing does."""

    ties: list[TieShown]
    holds: list[HoldShown]
    doubt: str


def impartiality(assessment: Assessment, reader: Any) -> Impartiality:
    """Everything on record about one assessment, for this reader; `duty.doubt_about` asks again when he acts."""
    holds = list(assessment.holds.select_related("assessor__person").order_by("placed_at", "pk"))
    own = [hold.lifted_at for hold in holds if hold.assessor_id == assessment.assessor_id]
    ties = list(_ties(assessment, reader, max(filter(None, own), default=None)))
    is_tied = any((shown.tone, shown.state) == UNDECIDED for shown in ties)
    doubt = "conflict_undecided" if None in own else "tie_recorded" if is_tied else ""
    return Impartiality(ties, _with_reasons(assessment, holds), doubt)


def _ties(assessment: Assessment, reader: Any, lifted: datetime | None) -> Iterator[TieShown]:
    people = _taking_part(assessment, reader)
    for tie in recorded(assessment.candidate.person_id, people):
        name, role = people[tie.other_id if tie.other_id in people else tie.person_id]
        tone, state = MEANS.get(role) or (DECIDED if lifted and lifted >= tie.since else UNDECIDED)
        yield TieShown(name, ROLES[role], tie, tone, state)


def _taking_part(assessment: Assessment, reader: Any) -> dict[int, tuple[str, str]]:
    """Name and role of everybody but the candidate, by person; of several roles the one that comes first."""
    orders = list(assessment.supervisions.order_by("-pk").values_list("supervisor", "assessor"))
    beside = [supervisor for supervisor, assessor in orders if assessor == assessment.assessor_id][:1]
    decider = assessment.decision.decided_by_id if hasattr(assessment, "decision") else None
    accounts = Q(account__in=[reader.pk, decider or reader.pk])
    team = Q(assessor__assignments__session=assessment.session_id)
    found = Person.objects.filter(accounts | team | Q(pk__in=[supervisor for supervisor, _assessor in orders]))
    people: dict[int, tuple[str, str]] = {}
    for person in found.order_by("name", "pk").distinct().only("name", "account"):
        roles = {
            "supervisor": person.pk in beside,
            "reader": person.account_id == reader.pk,
            "decider": person.account_id and person.account_id == decider,
            "former": person.pk in dict(orders),
            "team": True,
        }
        people[person.pk] = (person.name, next(role for role, is_so in roles.items() if is_so))
    people[assessment.assessor.person_id] = (assessment.assessor.person.name, "assessor")
    people.pop(assessment.candidate.person_id, None)
    return people


def _with_reasons(assessment: Assessment, holds: list[Hold]) -> list[HoldShown]:
    """Each hold with what the history says of it: those of one assessor follow each other."""
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    if not holds:
        return []
    for event in Event.objects.about(assessment).filter(verb__in=("held", "hold_lifted")):
        told[event.verb, str(event.said.get("assessor"))].append(event.reason)
    shown = []
    for hold in holds:
        judge = str(hold.assessor_id)
        why, after = told["held", judge], told["hold_lifted", judge]
        placed_for = why.pop(0) if why else ""
        lifted_for = after.pop(0) if hold.lifted_at and after else ""
        shown.append(HoldShown(hold.assessor.person.name, hold, placed_for, lifted_for))
    return shown
