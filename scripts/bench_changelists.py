"""Django admin's changelist of the same rows: what a reader would have if the portal had no lists of its own.

One throwaway AdminSite for each list, with one ModelAdmin: the list's own queryset (so the same joins, counts and
rows), the same visible columns, the same filters, and the search of the list itself. A choice among ten thousand rows
is left out on both sides. Otherwise Django's defaults, but for three that would only slow the changelist: 25 rows a
page as the portal shows (Django: 100), no facets, and whoever is signed in may do everything, without being asked for
rights.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite, ModelAdmin, ShowFacets, SimpleListFilter
from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django_filters import FilterSet

from assessments.assessors.lists import AssessorFilter
from assessments.decisions.lists import DecisionFilter
from assessments.models import (
    Assessment,
    AssessmentSession,
    Assessor,
    Candidate,
    SchemeVersion,
    Standard,
    Unit,
    Venue,
)
from assessments.people.lists import CandidateFilter
from assessments.schemes.lists import SchemeFilter
from assessments.sessions.lists import AssignmentFilter
from assessments.standards.lists import StandardFilter, UnitFilter
from assessments.venues.lists import VenueFilter
from certificates.certificates.lists import CertificateFilter
from certificates.models import Certificate
from ethics.models import Pledge
from ethics.pledges.lists import PledgeFilter
from kit.row_counts import number_of
from lsp_portal.accounts.lists import AccountFilter
from lsp_portal.invitations.lists import InvitationFilter
from lsp_portal.models import Invitation, User

Rows = Callable[[Any], Any]


@dataclass(frozen=True)
class Changelist:
    """A list of the portal (its url name), who reads it, and what the changelist beside it is made of.

    Its filters: `fields` are asked by their values, `choices` are the portal's own questions, told by how many answers
    each has. `word` is what its search finds, `sort` a column of the portal and the number it has here.
    """

    name: str
    reader: str
    model: str
    rows: Rows
    columns: tuple[Any, ...]
    search: type[FilterSet] | None = None
    fields: tuple[str, ...] = ()
    choices: tuple[int, ...] = ()
    word: str = ""
    sort: tuple[str, int] = ("", 0)

    def address(self) -> str:
        label = self.model.lower().replace(".", "_")
        return reverse(f"{self.name}:{label}_changelist")

    def faces(self, page: int) -> dict[str, tuple[str, str]]:
        """The ways a list is asked for: the address of each, and that of the changelist asked the same."""
        own, other = reverse(self.name), self.address()
        column, number = self.sort
        sign = "-" if column.startswith("-") else ""
        found = {"": (own, other), "sort": (f"{own}?sort={column}", f"{other}?o={sign}{number}")}
        found[f"page {page}"] = (f"{own}?page={page}", f"{other}?p={page}")
        if self.word:
            found["search"] = (f"{own}?q={self.word}", f"{other}?q={self.word}")
        return found


def shown(title: str, read: Callable[[Any], Any], order: str | None = None) -> Callable[[Any], Any]:
    """A column that is worked out from the record."""

    def column(row: Any) -> Any:
        return read(row)

    column.short_description, column.admin_order_field = title, order  # type: ignore[attr-defined]
    return column


def _asked(place: int, answers: int) -> type[SimpleListFilter]:
    """A filter with so many answers, which changes nothing until it is chosen."""

    class Asked(SimpleListFilter):
        title, parameter_name = f"keadaan {place}", f"state{place}"

        def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
            return [(str(number), f"Pilihan {number}") for number in range(answers)]

        def queryset(self, request: Any, queryset: Any) -> Any:
            return queryset

    return Asked


def _own(request: Any) -> Any:
    return Assessment.objects.visible_to(request.user).filter(candidate__person__account=request.user).for_list()


def _accounts(request: Any) -> Any:
    return User.objects.visible_to(request.user).for_list().order_by("first_name", "last_name", "username")


def _pledged(_request: Any) -> Any:
    newest = Pledge.objects.filter(assessor=OuterRef("pk")).order_by("-signed_at").values("pk")[:1]
    rows = Assessor.objects.active().select_related("person").annotate(newest=Subquery(newest))
    return rows.order_by(F("pledged_until").asc(nulls_first=True))


def _assigned(request: Any) -> Any:
    rows = AssessmentSession.objects.assigned_to(request.user).select_related("scheme_version", "venue")
    shown_fields = ("scheme_version__title", "starts_at", "ends_at", "venue__name", "status")
    return rows.with_own_counts(request.user).only(*shown_fields)


def _to_decide(request: Any) -> Any:
    return Assessment.objects.up_for_decision().with_involvement_of(request.user).with_hold().for_list().waiting_first()


def _names(session: Any) -> str:
    return ", ".join(assessor.person.name for assessor in session.assessors.all())


def _roles(account: Any) -> str:
    names = ("is_lsp_admin", "is_decision_maker", "is_ethics_officer", "has_assessor_record", "has_candidate_record")
    return ", ".join(name for name in names if getattr(account, name))


PERSON = shown("Nama", lambda row: row.person.name, "person__name")
SCHEME = shown("Skema", lambda row: row.session.scheme_version.title, "session__scheme_version__title")
PLAN = (
    shown("Skema", lambda row: row.scheme_version.title, "scheme_version__title"),
    "starts_at",
    shown("TUK", lambda row: row.venue.name, "venue__name"),
)
CHANGELISTS = (
    Changelist(
        "candidate_list", "admin", "assessments.Candidate",
        lambda request: Candidate.objects.visible_to(request.user).for_list(),
        (PERSON, shown("NIK", lambda row: row.person.masked_identity),
         shown("Pendidikan", lambda row: f"{row.get_education_display()} {row.institution}"),
         shown("Kontak", lambda row: f"{row.person.email} {row.person.phone}"),
         shown("Asesmen", lambda row: row.assessment_count, "assessment_count"),
         shown("Akun", lambda row: "Punya akun" if row.person.account_id else "Belum ada akun")),
        CandidateFilter, ("education",), (2,), "agus", ("-name", 1),
    ),
    Changelist(
        "assessor_list", "admin", "assessments.Assessor",
        lambda request: Assessor.objects.visible_to(request.user).for_list(),
        (PERSON, "met_number",
         shown("Lisensi", lambda row: f"{row.licence_validity} {row.licence_expires_on}", "licence_expires_on"),
         shown("Teknis", lambda row: f"{row.technical_validity} {row.technical_expires_on}", "technical_expires_on"),
         shown("Skema", lambda row: row.scheme_count, "scheme_count"), "is_active"),
        AssessorFilter, (), (3, 2), "agus", ("-met_number", 2),
    ),
    Changelist(
        "standard_list", "admin", "assessments.Standard",
        lambda _request: Standard.objects.annotate(unit_count=number_of(Standard, "units")),
        ("citation", "title", "year", shown("Unit", lambda row: row.unit_count, "unit_count")),
        StandardFilter, ("kind",), (), "000", ("-title", 2),
    ),
    Changelist(
        "unit_list", "admin", "assessments.Unit", lambda _request: Unit.objects.for_list(),
        ("code", shown("Judul", lambda row: f"{row.title} {row.title_en}", "title"), "standard",
         shown("Elemen", lambda row: row.element_count, "element_count")),
        UnitFilter, (), (2,), "000", ("-title", 2),
    ),
    Changelist(
        "scheme_list", "admin", "assessments.SchemeVersion",
        lambda _request: SchemeVersion.objects.told_by_newest().for_list(),
        (shown("Skema", lambda row: f"{row.title} {row.title_en}", "title"),
         shown("Nomor", lambda row: row.scheme.number, "scheme__number"), "packaging",
         shown("Unit", lambda row: row.unit_count, "unit_count"), "number", "status"),
        SchemeFilter, ("packaging",), (3,), "000", ("-title", 1),
    ),
    Changelist(
        "venue_list", "admin", "assessments.Venue", lambda _request: Venue.objects.for_list(),
        ("name", "kind", "city", "capacity", "verified_until",
         shown("Status", lambda row: row.verification.label if row.is_active else "Tidak dipakai"),
         shown("Jadwal", lambda row: row.session_count, "session_count")),
        VenueFilter, ("kind",), (3,), "bandung", ("-city", 3),
    ),
    Changelist(
        "session_list", "admin", "assessments.AssessmentSession",
        lambda request: AssessmentSession.objects.visible_to(request.user).for_list(),
        (*PLAN, shown("Asesor", _names), shown("Terisi", lambda row: f"{row.enrolled_count} / {row.quota}"), "status"),
        AssignmentFilter, ("status", "starts_at"), (), "bandung", ("starts_at", 2),
    ),
    Changelist(
        "certificate_list", "admin", "certificates.Certificate",
        lambda request: Certificate.objects.visible_to(request.user).for_list(),
        ("holder_name", "number", "scheme_title", "issued_on", "expires_on",
         shown("Status", lambda row: row.standing.label)),
        CertificateFilter, ("issued_on",), (6,), "agus", ("expires_on", 5),
    ),
    Changelist(
        "account_list", "admin", "lsp_portal.User",
        _accounts,
        ("__str__", "username", "email", shown("Peran", _roles), "last_login", "is_active"),
        AccountFilter, (), (5, 2), "agus", ("-username", 2),
    ),
    Changelist(
        "invitation_list", "admin", "lsp_portal.Invitation",
        lambda request: Invitation.objects.visible_to(request.user).for_list(),
        ("person", "email", shown("Status", lambda row: row.state.label), "invited_at", "expires_at",
         shown("Tindakan", lambda row: "Kirim ulang, batalkan" if row.is_pending else "")),
        InvitationFilter, (), (4,), "agus", ("expires_at", 5),
    ),
    Changelist(
        "decision_list", "komite", "assessments.Assessment", _to_decide,
        (shown("Asesi", lambda row: row.candidate.person.name, "candidate__person__name"), SCHEME,
         shown("Asesor", lambda row: row.assessor.person.name, "assessor__person__name"), "signed_at", "status",
         shown("Catatan", lambda row: row.decision.decided_on if row.status in Assessment.DECIDED else row.is_held)),
        DecisionFilter, (), (3,), "agus",
        ("-candidate", 1),
    ),
    Changelist(
        "assignment_list", "asesor", "assessments.AssessmentSession", _assigned,
        (*PLAN, shown("Asesi", lambda row: row.own_count, "own_count"),
         shown("Sisa", lambda row: row.own_unsigned, "own_unsigned"), "status"),
        AssignmentFilter, ("status",), (), "bandung", ("starts_at", 2),
    ),
    Changelist(
        "own_assessment_list", "asesi", "assessments.Assessment", _own,
        (SCHEME, shown("Jadwal", lambda row: row.session.starts_at, "session__starts_at"),
         shown("Tempat", lambda row: row.session.venue.name, "session__venue__name"), "status"),
        sort=("starts_at", 2),
    ),
    Changelist(
        "pledge_list", "admin", "assessments.Assessor", _pledged,
        (PERSON, "met_number", "pledged_until", shown("Ikrar", lambda row: row.pledge_state.label)),
        PledgeFilter, (), (4,), "agus", ("-met_number", 2),
    ),
)  # fmt: skip


class _Open(ModelAdmin):
    """May be read and edited by whoever is signed in; nobody is asked for rights."""

    list_per_page = 25
    show_facets = ShowFacets.NEVER

    def has_module_permission(self, _request: Any) -> bool:
        return True

    def _may(self, _request: Any, _obj: Any = None) -> bool:
        return True

    has_view_permission = has_change_permission = has_delete_permission = _may
    has_add_permission = _may


def _site(each: Changelist) -> AdminSite:
    def get_queryset(_self: ModelAdmin, request: Any) -> Any:
        return each.rows(request)

    def get_search_results(_self: ModelAdmin, _request: Any, rows: Any, text: str) -> tuple[Any, bool]:
        return each.search.search(None, rows, "q", text) if text else rows, False

    options = {
        "list_display": each.columns,
        "search_fields": ("pk",) if each.search else (),  # any: it shows the field
        "get_search_results": get_search_results,
        "list_filter": [*each.fields, *(_asked(place, answers) for place, answers in enumerate(each.choices))],
        "get_queryset": get_queryset,
    }
    site = AdminSite(name=each.name)
    site.has_permission = lambda request: True  # type: ignore[method-assign]
    site.register(apps.get_model(each.model), type("Shown", (_Open,), options))
    return site


SITES = {each.name: _site(each) for each in CHANGELISTS}
