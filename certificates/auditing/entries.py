"""The entry of a certificate's issue, against the certificate itself."""

from collections.abc import Iterator

from kit.acts import GRACE

from .records import Record


def entry_problems(record: Record) -> Iterator[str]:
    """What the entry says otherwise. That there is none is told where the chain is replayed."""
    entry, certificate = record.issued, record.certificate
    if entry is None:
        return
    if entry.on != certificate.issued_on or entry.on.isoformat() != certificate.snapshot["issued_on"]:
        yield "it was entered in the register on another day than it was issued"
    if not -GRACE <= entry.at - certificate.issued_at <= GRACE:
        yield "it was entered in the register at another time than it was issued"
    if entry.by_id != certificate.issued_by_id:
        yield "it was entered in the register by somebody else than it was issued by"
