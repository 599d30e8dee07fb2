"""The stock of blanks on a day, and its list of sheets."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.codes import key_of, readings
from kit.lists import DayColumn, LinkColumn, ListTable, StatusColumn

from ..certificates.models.certificates import numbered
from ..models import BlankBatch, BlankUse

FATE = BlankUse.Fate


@dataclass(frozen=True)
class Balance:
    """How many sheets had come and what had become of them by the end of a day."""

    received: int
    used: int
    spoiled: int
    returned: int

    @property
    def left(self) -> int:
        return self.received - self.used - self.spoiled - self.returned

    def counters(self) -> list[dict[str, Any]]:
        said = [
            (self.left, _("sisa")),
            (self.received, _("diterima")),
            (self.used, _("terpakai")),
            (self.spoiled, _("rusak")),
            (self.returned, _("dikembalikan")),
        ]
        return [{"number": number, "label": label} for number, label in said]


@dataclass(frozen=True)
class Delivery:
    """A batch and what had become of its sheets."""

    batch: BlankBatch
    balance: Balance


def deliveries(on: date) -> list[Delivery]:
    """Those that had come by the end of that day, newest first. Three queries, whatever their number."""
    batches = BlankBatch.objects.received(on).order_by("-received_on", "-pk")
    tally = BlankUse.objects.tally(on)
    none = dict.fromkeys(FATE.values, 0)
    return [Delivery(batch, Balance(batch.size, **tally.get(batch.pk, none))) for batch in batches]


def together(deliveries: list[Delivery]) -> Balance:
    """The balance of all of them."""
    each = [delivery.balance for delivery in deliveries]
    return Balance(*(sum(getattr(one, name) for one in each) for name in ("received", "used", "spoiled", "returned")))


class SheetColumn(LinkColumn):
    """Opens the certificate; a sheet without one has nothing to open."""

    def render(self, record: Any, value: Any, table: tables.Table) -> Any:
        return super().render(record, value, table) if record.certificate_id else value


class SheetTable(ListTable):
    """Sheets with what became of them; a used one opens its certificate."""

    number = SheetColumn(verbose_name=_("Nomor blangko"), accessor="written", order_by="number")
    fate = StatusColumn("fate", verbose_name=_("Keadaan"))
    on = DayColumn(verbose_name=_("Tanggal"))
    certificate = tables.Column(
        verbose_name=pgettext_lazy("one", "Sertifikat"), default="–", attrs={"td": {"class": "code"}}
    )
    reason = tables.Column(verbose_name=_("Alasan"), default="–", orderable=False)

    phone = ("number", "fate", "on", "certificate")

    class Meta(ListTable.Meta):
        model = BlankUse
        fields = ("number", "fate", "on", "certificate", "reason")
        order_by = ("-on",)


class SheetFilter(django_filters.FilterSet):
    """Find a number; narrow by fate."""

    q = django_filters.CharFilter(method="search", label=_("Cari nomor blangko atau sertifikat"))
    fate = django_filters.ChoiceFilter(choices=FATE.choices, label=_("Keadaan"), empty_label=_("Semua"))

    class Meta:
        model = BlankUse
        fields: list[str] = []

    def search(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """A short number is a blank's, however its digits are grouped; anything else is a certificate's."""
        typed = {key_of(reading) for reading in readings(value)}
        if sheets := [int(key) for key in typed if key.isdigit() and len(key) <= 12]:
            return rows.filter(number__in=sheets)
        return rows.filter(numbered(" ".join(value.split()), "certificate__"))
