"""What a stranger may know of a certificate: one answer for the page, the API and the dropped file alike.

The answer is made of plain values, so that nothing else can slip onto a public page.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Certificate, RegisterEntry, Standing

LONGEST_NUMBER = 60
COLUMNS = (
    "status", "number", "registration_number", "token", "holder_name", "issued_on", "expires_on",
    "replaced_by__number", "replaced_by__token", "replaced_by__occasion",
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How a standing is said: in words, in a tone and in a sign, so that none of them is needed alone."""

    title: str | Promise
    tone: str
    icon: str


LOOKS: Mapping[str, Look] = {
    Standing.VALID: Look(_("Sertifikat ini asli dan berlaku"), "good", "check-circle"),
    Standing.EXPIRING: Look(_("Sertifikat ini asli dan berlaku, tetapi segera berakhir"), "waiting", "clock"),
    Standing.EXPIRED: Look(_("Sertifikat ini asli, tetapi masa berlakunya sudah habis"), "ended", "hourglass-split"),
    Standing.SUSPENDED: Look(_("Sertifikat ini asli, tetapi sedang dibekukan"), "suspended", "pause-circle"),
    Standing.WITHDRAWN: Look(_("Sertifikat ini asli, tetapi sudah dicabut"), "bad", "x-circle"),
    Standing.REPLACED: Look(_("Sertifikat ini asli, tetapi sudah diganti"), "info", "arrow-repeat"),
}
OCCASION = Certificate.Occasion
# Why there is a successor, in words that tell nothing of anybody's reasons.
WHY_REPLACED: Mapping[str, Promise] = {
    OCCASION.NAME_CHANGE: _("data pemegangnya berubah"),
    OCCASION.CORRECTION: _("isinya dibetulkan"),
    OCCASION.DAMAGE: _("lembar yang lama rusak atau hilang"),
    OCCASION.SCOPE_REDUCED: _("ruang lingkupnya berubah"),
}


@dataclass(frozen=True)
class Entry:
    """One act in the chain of the register, as anybody may read it."""

    number: int
    digest: str
    on: date


@dataclass(frozen=True)
class Successor:
    """The certificate that stands in the place of a replaced one."""

    number: str
    token: str
    why: str | Promise


@dataclass(frozen=True)
class Answer:
    """Holder, scheme, units, dates, standing, and the place in the register; nothing more.

    `since` is the day of the act that gave it this standing. The entries are None only in a register that was damaged.
    """

    token: str
    holder: str
    number: str
    registration_number: str
    scheme: Mapping[str, Any]
    units: list[dict[str, Any]]
    lsp: str
    licence: str
    issued_on: date
    expires_on: date
    standing: Standing
    since: date | None
    successor: Successor | None
    issued: Entry | None
    latest: Entry | None

    @property
    def look(self) -> Look:
        return LOOKS[self.standing]

    @property
    def in_force(self) -> bool:
        return self.standing in (Standing.VALID, Standing.EXPIRING)

    def mark(self, *beside: object) -> str:
        """Changes with the next act, with the standing, and with what else the page shows."""
        latest = self.latest.digest if self.latest else ""
        return hashlib.sha256(repr((latest, self.number, self.standing.value, *beside)).encode()).hexdigest()[:32]


def tidy(number: str) -> str:
    """A number as it is written in the register, however it was typed."""
    return " ".join(number.replace("\x00", "").upper().split())[: LONGEST_NUMBER + 1]


def by_token(token: str) -> Answer | None:
    """The answer to a QR code. Two queries, whether or not there is such a certificate."""
    return _answer(Certificate.objects.filter(token=token))


def by_number(number: str) -> Answer | None:
    """The answer to a certificate or registration number, tidied. Two queries, whether or not there is such a one."""
    return _answer(Certificate.objects.filter(Q(number=number) | Q(registration_number=number)))


def by_key(pk: int) -> Answer | None:
    """The answer about the certificate of a file that is known."""
    return _answer(Certificate.objects.filter(pk=pk))


def _answer(rows: QuerySet[Certificate]) -> Answer | None:
    """Fetch what is said and no more: a snapshot carries pictures too."""
    found = rows.select_related("replaced_by").only(*COLUMNS).order_by()
    certificate: Any = found.annotate(
        scheme=F("snapshot__scheme"),
        units=F("snapshot__units"),
        lsp=KT("snapshot__body__name"),
        licence=KT("snapshot__body__licence_number"),
    ).first()
    acts = RegisterEntry.objects.filter(certificate_id=certificate.pk if certificate else 0)
    entries = [Entry(*row) for row in acts.order_by("number").values_list("number", "digest", "on")]
    if certificate is None:
        return None
    standing = certificate.standing_on(timezone.localdate())
    by_act = standing in (Standing.SUSPENDED, Standing.WITHDRAWN, Standing.REPLACED)
    return Answer(
        token=certificate.token,
        holder=certificate.holder_name,
        number=certificate.number,
        registration_number=certificate.registration_number,
        scheme=certificate.scheme,
        units=certificate.units,
        lsp=certificate.lsp,
        licence=certificate.licence,
        issued_on=certificate.issued_on,
        expires_on=certificate.expires_on,
        standing=standing,
        since=entries[-1].on if by_act and entries else None,
        successor=_successor(certificate),
        issued=entries[0] if entries else None,
        latest=entries[-1] if entries else None,
    )


def _successor(certificate: Certificate) -> Successor | None:
    new = getattr(certificate, "replaced_by", None)
    return Successor(new.number, new.token, WHY_REPLACED.get(new.occasion, "")) if new else None


# What the page is drawn for when there is no such certificate, and then thrown away: known and unknown take as long.
STAND_IN = Answer(
    token="A" * 32,
    holder="A" * 24,
    number="0" * 24,
    registration_number="0" * 19,
    scheme=dict.fromkeys(("number", "title", "title_en", "field", "field_en"), "A" * 24),
    units=[{"position": n, "code": "A" * 15, "title": "A" * 40, "title_en": "B" * 40} for n in range(1, 9)],
    lsp="A" * 24,
    licence="A" * 16,
    issued_on=date(2026, 1, 1),
    expires_on=date(2029, 1, 1),
    standing=Standing.VALID,
    since=None,
    successor=None,
    issued=Entry(1, "0" * 64, date(2026, 1, 1)),
    latest=None,
)
