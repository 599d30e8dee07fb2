"""How the list of leaves is narrowed."""

from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...models import Leave


class LeaveFilter(django_filters.FilterSet):
    """Those that still lack an answer."""

    state = django_filters.ChoiceFilter(
        method="stand", choices=[(Leave.Standing.PENDING.value, Leave.Standing.PENDING.label)], label=_("Keadaan"),
        empty_label=_("Semua"),
    )  # fmt: skip

    class Meta:
        model = Leave
        fields = ()

    def stand(self, rows: Any, _name: str, _state: str) -> Any:
        return rows.waiting(timezone.localdate())
