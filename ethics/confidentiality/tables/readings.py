"""Who read which file, and what was exported."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Export, FileReading
from kit.lists import ListTable


class ReadingTable(ListTable):
    """The newest first; a row opens nothing, for what was on the page is not kept."""

    read_at = tables.DateTimeColumn(format="j M Y, H.i", verbose_name=_("Dibaca"))
    reader = tables.Column(verbose_name=_("Pembaca"), orderable=False)
    role = tables.Column(verbose_name=_("Peran"))
    candidate = tables.Column(accessor="candidate__person__name", verbose_name=pgettext_lazy("one", "Asesi"))
    kind = tables.Column(verbose_name=_("Bagian berkas"))

    phone = ("reader", "candidate", "kind", "read_at")

    class Meta(ListTable.Meta):
        model = FileReading
        fields = ("read_at", "reader", "role", "candidate", "kind")
        row_attrs = {"data-href": lambda record: None}


class ExportTable(ListTable):
    """The newest first."""

    exported_at = tables.DateTimeColumn(format="j M Y, H.i", verbose_name=_("Diunduh"))
    exported_by = tables.Column(verbose_name=_("Oleh"), orderable=False)
    subject = tables.Column(verbose_name=_("Isi"))
    rows = tables.Column(verbose_name=_("Jumlah"), attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    purpose = tables.Column(verbose_name=_("Tujuan"), orderable=False)
    identity_reason = tables.Column(verbose_name=_("NIK lengkap"), orderable=False)

    phone = ("exported_by", "subject", "rows", "purpose", "exported_at")

    class Meta(ListTable.Meta):
        model = Export
        fields = ("exported_at", "exported_by", "subject", "rows", "purpose", "identity_reason")
        row_attrs = {"data-href": lambda record: None}
