"""Drawing serials: inside the issuing transaction, from a locked counter."""

from django.db import transaction

from ..models import NumberCounter


def draw(series: str) -> int:
    """The next serial of a series: unique, and without a gap, because it is given back if the transaction fails.

    Must run inside a transaction (TransactionManagementError otherwise); the counter stays locked until it ends.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a serial is drawn inside the transaction that uses it")
    NumberCounter.objects.get_or_create(series=series)
    counter = NumberCounter.objects.select_for_update().get(series=series)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
