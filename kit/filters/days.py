"""From one day to another."""

from datetime import UTC
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters import DateFromToRangeFilter
from django_filters.fields import DateRangeField


class DaysField(DateRangeField):
    """Two days. Refuses those at the ends of the calendar, which are no moment in UTC ("invalid")."""

    def compress(self, data_list: Any) -> Any:
        span = super().compress(data_list)
        for moment in (span.start, span.stop) if span else ():
            try:
                _moment = moment and moment.astimezone(UTC)
            except OverflowError:
                raise ValidationError(_("Tahunnya keliru. Periksa lagi."), code="invalid") from None
        return span


class DaysFilter(DateFromToRangeFilter):
    """The rows of some days."""

    field_class = DaysField
