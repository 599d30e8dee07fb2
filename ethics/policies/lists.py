"""The policies, and who has taken note of one."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.access import is_ethics_officer, is_lsp_admin
from assessments.codes import coded, words_of
from assessments.models import Assessor
from kit.lists import DayColumn, LinkColumn, ListTable, StatusColumn

from ..models import Policy, PolicyEdition


class PolicyTable(ListTable):
    """One row for each edition that is drafted, announced or in force."""

    title = LinkColumn(accessor="policy__title", verbose_name=_("Judul"))
    issuer = tables.Column(accessor="policy__get_issuer_display", verbose_name=_("Ditetapkan oleh"), orderable=False)
    reference = tables.Column(accessor="policy__number", verbose_name=_("Nomor"))
    in_force_from = DayColumn(verbose_name=_("Berlaku sejak"))
    standing = StatusColumn("standing", orderable=False)

    phone = ("title", "in_force_from", "standing")

    class Meta(ListTable.Meta):
        model = PolicyEdition
        fields = ("title", "issuer", "reference", "in_force_from", "standing")


class OwnPolicyTable(PolicyTable):
    """The same for an assessor, with whether he has taken note."""

    noted = tables.TemplateColumn(
        template_name="ethics/policies/_policy_noted.html",
        verbose_name=_("Pernyataan Anda"), orderable=False, empty_values=(),
        attrs={"td": {"class": "cell-status"}},
    )  # fmt: skip

    phone = ("title", "in_force_from", "noted")

    class Meta(PolicyTable.Meta):
        fields = (*PolicyTable.Meta.fields, "noted")


class NoteTable(ListTable):
    """Every assessor on duty, and when he took note of one edition."""

    name = tables.Column(
        accessor="person__name", verbose_name=_("Nama"), attrs={"td": {"class": "cell-main"}}
    )  # fmt: skip
    met_number = tables.Column(attrs={"td": {"class": "code"}}, verbose_name=_("Nomor MET"))
    noted_at = DayColumn(verbose_name=_("Dinyatakan"))
    state = tables.TemplateColumn(
        template_name="ethics/policies/_policy_state.html", verbose_name=_("Keadaan"), orderable=False, empty_values=(),
        attrs={"td": {"class": "cell-status"}},
    )  # fmt: skip

    phone = ("name", "noted_at", "state")

    class Meta(ListTable.Meta):
        model = Assessor
        fields = ("name", "met_number", "noted_at", "state")
        row_attrs = {"data-href": lambda record: None}


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
