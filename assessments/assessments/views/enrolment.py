"""Enrolling candidates in a session, many at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kit.errors import RuleError

from ...access import admin_only
from ...models import Assessment, AssessmentSession, Candidate
from ...sessions.forms import EnrolForm, show_refusal
from ...sessions.operations import planning
from ...sessions.operations.sessions import require_open
from ...sessions.views import PAGE_OR_POST, own_session
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


@admin_only
@require_http_methods(PAGE_OR_POST)
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
    refused: dict[int, list[str]] = {}
    if form.is_valid():
        try:
            places = _enrol(request, session, form)
        except enrolment.BatchRefused as refusal:
            form.add_error(None, [refusal.message, *_by_name(refusal)])
            refused = {candidate.pk: reason.messages for candidate, reason in refusal.refusals}
        except RuleError as refusal:
            show_refusal(form, refusal)
        else:
            count = len(places)
            said = ngettext("%(count)s asesi didaftarkan.", "%(count)s asesi didaftarkan.", count) % {"count": count}
            messages.success(request, said)
            return redirect(session)
    return _enrol_page(request, session, form, request.POST, refused)


def _enrol(request: HttpRequest, session: AssessmentSession, form: EnrolForm) -> list[Assessment]:
    chosen = form.cleaned_data["candidates"].order_by("person__name", "pk")
    return enrolment.enrol_many(
        by=request.user,
        on=timezone.localdate(),
        session=session,
        candidates=list(chosen),
        assessor=form.cleaned_data["assessor"],
        electives=form.electives(),
    )


def _by_name(refusal: enrolment.BatchRefused) -> list[str]:
    """Each refusal with the name it is about, for the summary above the form."""
    return [f"{candidate.person.name}: {' '.join(reason.messages)}" for candidate, reason in refusal.refusals]


def _enrol_page(
    request: HttpRequest,
    session: AssessmentSession,
    form: EnrolForm,
    sent: QueryDict,
    refused: dict[int, list[str]] | None = None,
) -> HttpResponse:
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
        "chosen": [_choice(candidate, refused or {}, ticked=True) for candidate in chosen],
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
