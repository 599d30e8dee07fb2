"""The stock of blanks on a day, and its list of sheets."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.codes import key_of, readings
from kit.columns import Column, DayColumn, LinkColumn, StatusColumn
from kit.tables import Table

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


class SheetTable(Table):
    """Sheets with what became of them; a used one opens its certificate."""

    number = LinkColumn(_("Nomor blangko"), "written", sort="number")
    fate = StatusColumn("fate", _("Keadaan"))
    on = DayColumn(_("Tanggal"))
    certificate = Column(pgettext_lazy("one", "Sertifikat"), css="code", empty="–")
    reason = Column(_("Alasan"), sort=(), empty="–")

    order = ("-on",)
    phone = ("number", "fate", "on", "certificate")


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
