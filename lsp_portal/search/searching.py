"""Finding anything by a word or a number, within what the reader may see."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.access import is_decision_maker, is_lsp_admin
from assessments.codes import coded, words_of
from assessments.models import Assessment, AssessmentSession, Assessor, Candidate, SchemeVersion
from certificates.certificates.models.certificates import numbered
from certificates.models import Certificate

from ..work.queues.days import spoken

SHOWN = 8
Words = str | Promise


@dataclass(frozen=True)
class Hit:
    """One thing found: its name, what tells it apart, its address."""

    title: str
    text: str
    url: str
    record: Any = None


@dataclass(frozen=True)
class Group:
    """The hits of one kind; `all_url` leads to the list when there are more."""

    label: Words
    hits: list[Hit]
    all_url: str = ""


def search(user: Any, text: str) -> list[Group]:
    """The kinds in which something was found, at most eight hits of each."""
    return [group for group in _groups(user, words_of(text)) if group.hits]


def _groups(user: Any, words: list[str]) -> Iterator[Group]:
    yield _candidates(user, words)
    if is_decision_maker(user):
        yield _assessments(user, words)
    if is_lsp_admin(user):
        yield _assessors(words)
    yield _sessions(user, words)
    yield _certificates(user, words)
    yield _schemes(user, words)


def _narrowed(rows: QuerySet[Any], words: list[str], *fields: str, code: str = "") -> QuerySet[Any]:
    """Rows that have every word somewhere in these fields; `code` is one that is found however it is typed."""
    for word in words:
        somewhere = Q()
        for field in fields:
            somewhere |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(somewhere | coded(code, word) if code else somewhere)
    return rows


def _group(
    label: Words, rows: QuerySet[Any], hit: Callable[[Any], Hit], words: list[str], list_name: str = ""
) -> Group:
    """The first rows, and the way to the list of all of them if the reader has one."""
    first = list(rows[: SHOWN + 1])
    has_list = len(first) > SHOWN and list_name
    all_url = f"{reverse(list_name)}?{urlencode({'q': ' '.join(words)})}" if has_list else ""
    return Group(label, [hit(row) for row in first[:SHOWN]], all_url)


def _candidates(user: Any, words: list[str]) -> Group:
    """By name; an admin also by e-mail and phone. Never by identity number: an address is no place for it."""
    fields = ("person__name", "person__email", "person__phone") if is_lsp_admin(user) else ("person__name",)
    rows = _narrowed(Candidate.objects.visible_to(user), words, *fields).select_related("person")
    return _group(
        _("Asesi"),
        rows.order_by("person__name", "pk"),
        lambda c: Hit(c.person.name, c.institution or c.person.email, c.get_absolute_url()),
        words,
        "candidate_list" if is_lsp_admin(user) else "",
    )


def _assessments(user: Any, words: list[str]) -> Group:
    """What a decision maker may look at, by the candidate's name."""
    shown = Assessment.objects.visible_to(user).filter(status__in=Assessment.DECIDABLE | Assessment.DECIDED)
    rows = _narrowed(shown, words, "candidate__person__name", "session__scheme_version__title")
    return _group(
        _("Keputusan"),
        rows.select_related("candidate__person", "session__scheme_version").order_by("-signed_at", "-pk"),
        lambda a: Hit(
            a.candidate.person.name, a.scheme_version.title, reverse("assessment_decide", args=[a.pk]), record=a
        ),
        words,
        "decision_list",
    )


def _assessors(words: list[str]) -> Group:
    rows = _narrowed(Assessor.objects.select_related("person"), words, "person__name", "met_number", code="met_number")
    return _group(
        _("Asesor"),
        rows.order_by("person__name", "pk"),
        lambda a: Hit(a.person.name, a.met_number, a.get_absolute_url()),
        words,
        "assessor_list",
    )


def _sessions(user: Any, words: list[str]) -> Group:
    name = "session_show" if is_lsp_admin(user) else "assignment_show"
    rows = _narrowed(
        AssessmentSession.objects.visible_to(user),
        words,
        "scheme_version__title",
        "scheme_version__scheme__number",
        "venue__name",
        "venue__city",
        code="scheme_version__scheme__number",
    )
    return _group(
        _("Jadwal uji"),
        rows.select_related("scheme_version", "venue").order_by("-starts_at", "-pk"),
        lambda s: Hit(
            s.scheme_version.title, f"{spoken(s.starts_at)}, {s.venue.name}", reverse(name, args=[s.pk]), record=s
        ),
        words,
        "session_list" if is_lsp_admin(user) else "assignment_list",
    )


def _certificates(user: Any, words: list[str]) -> Group:
    """By either number or the holder; a holder finds his own, in his case."""
    rows = Certificate.objects.visible_to(user).for_list()
    for word in words:
        rows = rows.filter(numbered(word) | Q(holder_name__icontains=word))
    staff = is_lsp_admin(user) or is_decision_maker(user)

    def hit(certificate: Certificate) -> Hit:
        url = (
            certificate.get_absolute_url()
            if staff
            else reverse("own_assessment_show", args=[certificate.assessment_id])
        )
        return Hit(certificate.number, f"{certificate.holder_name}, {certificate.scheme_title}", url)

    return _group(_("Sertifikat"), rows.order_by("-issued_on", "-pk"), hit, words, "certificate_list" if staff else "")


def _schemes(user: Any, words: list[str]) -> Group:
    """Admins: the newest version of each, drafts too; everybody else: what is in force, on its public page."""
    is_admin = is_lsp_admin(user)
    versions = SchemeVersion.objects.latest_of_each() if is_admin else SchemeVersion.objects.in_force()
    fields = ("title", "title_en", "scheme__number")
    rows = _narrowed(versions.select_related("scheme"), words, *fields, code="scheme__number")
    name = "version_show" if is_admin else "catalogue_show"
    return _group(
        _("Skema"),
        rows.order_by("title", "pk"),
        lambda v: Hit(v.title, v.scheme.number, reverse(name, args=[v.pk]), record=v if is_admin else None),
        words,
        "scheme_list" if is_admin else "catalogue_list",
    )
