"""The policies, and who has taken note of one."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessor
from kit.lists import DayColumn, LinkColumn, ListTable, StatusColumn

from ..models import PolicyEdition


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
        template_name="ethics/_policy_noted.html", verbose_name=_("Pernyataan Anda"), orderable=False, empty_values=(),
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
        template_name="ethics/_policy_state.html", verbose_name=_("Keadaan"), orderable=False, empty_values=(),
        attrs={"td": {"class": "cell-status"}},
    )  # fmt: skip

    phone = ("name", "noted_at", "state")

    class Meta(ListTable.Meta):
        model = Assessor
        fields = ("name", "met_number", "noted_at", "state")
        row_attrs = {"data-href": lambda record: None}
