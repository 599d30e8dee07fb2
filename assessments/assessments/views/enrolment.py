"""Enrolling candidates in a session, many at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext

from kit.access import FORM
from kit.views.submitting import submit

from ...access import allow, is_lsp_admin
from ...models import AssessmentSession, Candidate
from ...sessions.forms import EnrolForm
from ...sessions.operations import planning
from ...sessions.operations.sessions import require_open
from ...sessions.views import own_session
from ..operations import enrolment

OFFERED = 20
LONGEST_SEARCH = 100
CARRIED = ("q", "candidates", "assessor")


@dataclass
class Choice:
    """One candidate on the page: may he be ticked, is he, and why not."""

    candidate: Candidate
    ticked: bool = False
    reasons: list[str] = field(default_factory=list)


@allow(is_lsp_admin, methods=FORM)
def session_enrol(request: HttpRequest, pk: int) -> HttpResponse:
    """Search and tick candidates, as often as it takes, then enrol them all at once or nobody.

    Searching sends the ticks along and answers with an address that holds them, so it works without script.
    """
    session = own_session(request, pk)
    require_open(session)
    if request.method == "POST" and request.POST.get("do") != "enrol":
        return redirect(f"{reverse('session_enrol', args=[session.pk])}?{_carried(request.POST)}")
    if request.method != "POST":
        return _enrol_page(request, session, EnrolForm(initial=_initial(request.GET), session=session), request.GET)
    form = EnrolForm(request.POST, session=session)
    if places := submit(request, form, enrolment.enrol_many, session=session):
        count = len(places)
        said = ngettext("%(count)s asesi didaftarkan.", "%(count)s asesi didaftarkan.", count) % {"count": count}
        messages.success(request, said)
        return redirect(session)
    return _enrol_page(request, session, form, request.POST)


def _enrol_page(request: HttpRequest, session: AssessmentSession, form: EnrolForm, sent: QueryDict) -> HttpResponse:
    """The chosen ones on top, then what the search found among the others."""
    q = sent.get("q", "").replace("\x00", "")[:LONGEST_SEARCH].strip()
    rows = planning.candidates_for(session)
    chosen = rows.filter(pk__in=_keys(sent.getlist("candidates"))).order_by("person__name", "pk")
    others = _search(rows, q).exclude(pk__in=[candidate.pk for candidate in chosen])
    offered = list(others[: OFFERED + 1])
    page = {
        "session": session,
        "form": form,
        "q": q,
        "free": session.quota - session.enrolled_count,
        "chosen": [_choice(candidate, form.refused, ticked=True) for candidate in chosen],
        "offered": [_choice(candidate, {}) for candidate in offered[:OFFERED]],
        "has_more": len(offered) > OFFERED,
    }
    return render(request, "assessments/sessions/session_enrol.html", page, status=422 if form.errors else 200)


def _choice(candidate: Candidate, refused: dict[int, list[str]], *, ticked: bool = False) -> Choice:
    reasons = [message for error in planning.enrolment_objections(candidate) for message in error.messages]
    return Choice(candidate, ticked, refused.get(candidate.pk) or reasons)


def _search(rows: QuerySet[Candidate], q: str) -> QuerySet[Candidate]:
    """By name, e-mail or phone; without a word, who was registered last and is not here yet."""
    if not q:
        return rows.filter(is_here=False, was_here=False).order_by("-pk")
    for word in q.split():
        rows = rows.filter(
            Q(person__name__icontains=word) | Q(person__email__icontains=word) | Q(person__phone__icontains=word)
        )
    return rows.order_by("person__name", "pk")


def _keys(values: Iterable[str]) -> list[int]:
    return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 19][:200]


def _carried(sent: QueryDict) -> str:
    """What a search takes along: the words, the ticks, the assessor, the elective units."""
    kept = QueryDict(mutable=True)
    for name in sent:
        if name in CARRIED or name.startswith("electives_"):
            kept.setlist(name, [value for value in sent.getlist(name) if value])
    return kept.urlencode()


def _initial(sent: QueryDict) -> dict[str, object]:
    electives = {name: _keys(sent.getlist(name)) for name in sent if name.startswith("electives_")}
    return {"assessor": sent.get("assessor")} | electives
