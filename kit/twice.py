"""The same form sent twice: by a double click, or from a page that was sent again."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.events import journal

from .errors import RuleError

DOUBLE_CLICK = timedelta(minutes=1)


def is_sent_twice(row: Model, names: Iterable[str], *, among: QuerySet[Any], verb: str, by: Account | None) -> bool:
    """Whether the same hand wrote the same down a moment ago; `names` are the fields that say so.

    Who asks holds a lock under which both would be written, so that two sent at once do not pass each other.
    """
    twins = among.filter(**{name: getattr(row, name) for name in names}).values("pk")
    since = timezone.now() - DOUBLE_CLICK
    written = journal().objects.filter(subject_type=row._meta.label_lower, verb=verb, actor=by, at__gte=since)
    return by is not None and written.filter(subject_id__in=twins).exists()


def refuse_twin(row: Model, names: Iterable[str], *, about: Any, among: QuerySet[Any], verb: str, by: Account) -> None:
    """Lock whom the row is about, and refuse it as "sent_twice"."""
    type(about)._default_manager.select_for_update(of=("self",)).get(pk=about.pk)
    if is_sent_twice(row, names, among=among, verb=verb, by=by):
        raise RuleError(_("Yang sama baru saja Anda simpan; tidak disimpan dua kali."), code="sent_twice")
