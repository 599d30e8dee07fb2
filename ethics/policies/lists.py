"""The policies, and who has taken note of one."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.access import is_ethics_officer, is_lsp_admin
from assessments.codes import coded, words_of
from assessments.models import Assessor
from kit.columns import Column, DayColumn, LinkColumn, StatusColumn, TemplateColumn
from kit.tables import Table

from ..models import Policy, PolicyEdition


class PolicyTable(Table):
    """One row for each edition that is drafted, announced or in force."""

    title = LinkColumn(_("Judul"), "policy__title")
    issuer = Column(_("Ditetapkan oleh"), "policy__issuer", sort=())
    reference = Column(_("Nomor"), "policy__number")
    in_force_from = DayColumn(_("Berlaku sejak"))
    standing = StatusColumn("standing", sort=())

    order = ("title", "in_force_from")
    phone = ("title", "in_force_from", "standing")


class OwnPolicyTable(PolicyTable):
    """The same for an assessor, with whether he has taken note."""

    noted = TemplateColumn(_("Pernyataan Anda"), "ethics/policies/_policy_noted.html", css="cell-status")

    phone = ("title", "in_force_from", "noted")


class NoteTable(Table):
    """Every assessor on duty, and when he took note of one edition."""

    name = Column(_("Nama"), "person__name", css="cell-main")
    met_number = Column(_("Nomor MET"), css="code")
    noted_at = DayColumn(_("Dinyatakan"))
    state = TemplateColumn(_("Keadaan"), "ethics/policies/_policy_state.html", css="cell-status")

    order = ("noted_at", "name")
    phone = ("name", "noted_at", "state")

    def address(self, record: Assessor) -> str:
        return ""


class PolicyFilter(django_filters.FilterSet):
    """Search; by who issued it; for whoever sees to it also what not everybody has taken note of in time."""

    q = django_filters.CharFilter(method="search", label=_("Cari judul atau nomor"))
    issuer = django_filters.ChoiceFilter(
        field_name="policy__issuer", choices=Policy.Issuer.choices, label=_("Ditetapkan oleh"), empty_label=_("Semua")
    )

    state = django_filters.ChoiceFilter(
        method="stands", choices=[("overdue", _("Belum dinyatakan semua asesor"))], label=_("Keadaan"),
        empty_label=_("Semua"),
    )  # fmt: skip

    class Meta:
        model = PolicyEdition
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (is_lsp_admin(self.request.user) or is_ethics_officer(self.request.user)):
            del self.filters["state"]

    def stands(self, rows: QuerySet[Any], _name: str, _state: str) -> QuerySet[Any]:
        return rows.filter(pk__in=PolicyEdition.objects.overdue(timezone.localdate()).order_by().values("pk"))

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        for word in words_of(text):
            numbered = Q(policy__number__icontains=word) | coded("policy__number", word)
            rows = rows.filter(Q(policy__title__icontains=word) | numbered)
        return rows


class NoteFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search", label=_("Cari nama atau nomor MET"))
    noted = django_filters.ChoiceFilter(
        method="look", choices=[("no", _("Belum")), ("yes", _("Sudah"))], label=_("Keadaan"),
        empty_label=_("Semua"),
    )  # fmt: skip

    class Meta:
        model = Assessor
        fields = ()

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        for word in words_of(text):
            numbered = Q(met_number__icontains=word) | coded("met_number", word)
            rows = rows.filter(Q(person__name__icontains=word) | numbered)
        return rows

    def look(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        return rows.filter(noted_at__isnull=state == "no")
