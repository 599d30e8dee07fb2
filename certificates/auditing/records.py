"""What the audit holds in its hands of one certificate, read in steps: a few queries for a hundred of them.

Nothing here joins: a row whose neighbour was deleted must be asked, not left out.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from assessments.models import Event, Verdict
from kit.acts import GRACE

from ..models import Certificate, CertificateFile, Credential, RegisterEntry, SigningKey

STEP = 100
BESIDE = (
    "file", "credential", "entries", "replaces", "renews", "replaced_by", "assessment__decision__decided_by",
    "assessment__session__scheme_version__scheme", "assessment__assessor__person",
    Prefetch("assessment__verdicts", Verdict.objects.select_related("unit").order_by("position")),
)  # fmt: skip


@dataclass(frozen=True)
class Record:
    """A certificate, the history of its assessment and its own (each in the order of writing), and all keys."""

    certificate: Certificate
    history: Sequence[Event]
    acts: Sequence[Event]
    keys: dict[int, SigningKey]

    @property
    def file(self) -> CertificateFile | None:
        return getattr(self.certificate, "file", None)

    @property
    def credential(self) -> Credential | None:
        return getattr(self.certificate, "credential", None)

    @property
    def issued(self) -> RegisterEntry | None:
        """Its entry in the register, if it was entered."""
        entries = self.certificate.entries.all()
        return next((entry for entry in entries if entry.act == RegisterEntry.Act.ISSUED), None)

    @property
    def issued_at(self) -> datetime:
        """The moment that the chain tells; without an entry, the row's own."""
        return self.issued.at if self.issued else self.certificate.issued_at

    def key(self, pk: int | None, purpose: str) -> SigningKey | None:
        """The kept key of this name, if it is one for this purpose."""
        key = self.keys.get(pk or 0)
        return key if key and key.purpose == purpose else None


@dataclass(frozen=True)
class Unread:
    """A certificate that the database can no longer tell of."""

    number: str
    why: str


def records() -> Iterator[Record | Unread]:
    """Every certificate of the register, in the order of issue. What cannot be read stops nobody behind it."""
    keys = _keys()
    some: list[int] = []
    for pk in Certificate.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000):
        some.append(pk)
        if len(some) == STEP:
            yield from _read(some, keys)
            some = []
    yield from _read(some, keys)


def in_force(key: SigningKey, at: datetime) -> bool:
    """Whether the key might sign at that moment, a moment of waiting granted."""
    ended = min(key.retired_at or key.not_after, key.not_after)
    return key.not_before <= at and ended > at - GRACE


def _read(pks: list[int], keys: dict[int, SigningKey]) -> Iterator[Record | Unread]:
    """These certificates; when one of them cannot be read, each by itself."""
    try:
        found: list[Record | Unread] = list(_whole(pks, keys))
    except Exception as error:  # noqa: BLE001 - whatever somebody wrote into a column, the others are asked
        if len(pks) > 1:
            found = [one for pk in pks for one in _read([pk], keys)]
        else:
            number = Certificate.objects.filter(pk__in=pks).values_list("number", flat=True).first()
            found = [Unread(str(number), type(error).__name__)]
    yield from found


def _whole(pks: list[int], keys: dict[int, SigningKey]) -> Iterator[Record]:
    rows = Certificate.objects.filter(pk__in=pks).prefetch_related(*BESIDE).order_by("pk")
    certificates = list(rows)
    history = _events("assessments.assessment", [row.assessment_id for row in certificates])
    acts = _events("certificates.certificate", pks)
    for row in certificates:
        yield Record(row, history[row.assessment_id], acts[row.pk], keys)


def _events(subject: str, pks: list[int]) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(subject_type=subject, subject_id__in=pks).order_by("pk"):
        found[event.subject_id].append(event)
    return found


def _keys() -> dict[int, SigningKey]:
    rows: Any = SigningKey.objects.defer("private_pem")
    try:
        return {key.pk: key for key in rows}
    except ValueError:  # a public half that is no JSON: whoever asks for that key finds it out
        return {key.pk: key for key in rows.defer("public_jwk", "private_pem")}
