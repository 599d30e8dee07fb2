"""What a stranger may know of a certificate: one answer for the page, the API and the dropped file alike.

The answer is made of plain values, so that nothing else can slip onto a public page.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache, reduce
from operator import or_
from typing import Any

import psycopg
from django.db import connection
from django.db.models import Q
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate, Standing
from certificates.models.certificates import standing_of

LONGEST_NUMBER = 60
# What is said and no more: a snapshot carries pictures too. Of each certificate a row for every act, oldest first.
COLUMNS = (
    "pk", "token", "holder_name", "number", "registration_number", "status", "issued_on", "expires_on",
    KT("snapshot__scheme"), KT("snapshot__units"), KT("snapshot__body__name"), KT("snapshot__body__licence_number"),
    "replaced_by__number", "replaced_by__token", "replaced_by__occasion",
    "entries__number", "entries__digest", "entries__on",
)  # fmt: skip
ENTRY = len(COLUMNS) - 3
ASKED = "-1"  # stands in a statement for what is asked about


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
    Scheme and units are kept as they are stored, and read by whoever asks for them.
    """

    token: str
    holder: str
    number: str
    registration_number: str
    scheme_json: str
    units_json: str
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
    def scheme(self) -> Mapping[str, Any]:
        return _read(self.scheme_json)

    @property
    def units(self) -> Sequence[Mapping[str, Any]]:
        return _read(self.units_json)

    @property
    def look(self) -> Look:
        return LOOKS[self.standing]

    @property
    def in_force(self) -> bool:
        return self.standing.in_force

    def mark(self, *beside: object) -> str:
        """Changes with the next act, with the standing, and with what else the page shows."""
        latest = self.latest.digest if self.latest else ""
        return hashlib.sha256(repr((latest, self.number, self.standing.value, *beside)).encode()).hexdigest()[:32]


def tidy(number: str) -> str:
    """A number as it is written in the register, however it was typed."""
    return " ".join(number.replace("\x00", "").upper().split())[: LONGEST_NUMBER + 1]


def by_token(token: str) -> Answer | None:
    """The answer to a QR code. One query, whether or not there is such a certificate."""
    return _answer(_asked(token, "token"))


def by_number(number: str) -> Answer | None:
    """The answer to a certificate or registration number, tidied. One query, whether or not there is such a one."""
    return _answer(_asked(number, "number", "registration_number"))


def by_key(pk: int) -> Answer | None:
    """The answer about the certificate of a file that is known."""
    return _answer(_asked(pk, "pk"))


def _asked(value: str | int, *keys: str) -> list[Any]:
    """The rows that have this value under one of the keys."""
    sql, params = _statement(*keys)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and not connection.queries_logged:  # Django's log cannot write such a one
            # The server plans longer than it looks: asked so, it keeps its plan (`prepare_threshold` in the settings).
            cursor.cursor = psycopg.Cursor(connection.connection)
        cursor.execute(sql, [value if str(param) == ASKED else param for param in params])
        return cursor.fetchall()


@cache
def _statement(*keys: str) -> tuple[str, Sequence[Any]]:
    """The ORM's query, written once a process: writing it takes longer than asking it."""
    asked = reduce(or_, (Q((key, ASKED)) for key in keys))
    rows = Certificate.objects.filter(asked).order_by("pk", "entries__number").values_list(*COLUMNS)
    return rows.query.sql_with_params()


@lru_cache(maxsize=1024)
def _read(stored: str) -> Any:
    """A part of a snapshot. The certificates of one scheme mostly share theirs, so nobody may change it."""
    return json.loads(stored)


def _answer(rows: Sequence[Sequence[Any]]) -> Answer | None:
    """What the rows say of the first certificate among them."""
    if not rows:
        return None
    (pk, token, holder, number, registration, status, issued_on, expires_on, scheme, units, lsp, licence,
     *successor) = rows[0][:ENTRY]  # fmt: skip
    entries = [Entry(*row[ENTRY:]) for row in rows if row[0] == pk and row[ENTRY] is not None]
    standing = standing_of(status, expires_on, timezone.localdate())
    by_act = standing in (Standing.SUSPENDED, Standing.WITHDRAWN, Standing.REPLACED)
    return Answer(
        token=token,
        holder=holder,
        number=number,
        registration_number=registration,
        scheme_json=scheme,
        units_json=units,
        lsp=lsp,
        licence=licence,
        issued_on=issued_on,
        expires_on=expires_on,
        standing=standing,
        since=entries[-1].on if by_act and entries else None,
        successor=_successor(*successor),
        issued=entries[0] if entries else None,
        latest=entries[-1] if entries else None,
    )


def _successor(number: str | None, token: str | None, occasion: str | None) -> Successor | None:
    return Successor(number, token, WHY_REPLACED.get(occasion or "", "")) if number and token else None


# What the page is drawn for when there is no such certificate, and then thrown away: known and unknown take as long.
STAND_IN = Answer(
    token="A" * 32,
    holder="A" * 24,
    number="0" * 24,
    registration_number="0" * 19,
    scheme_json=json.dumps(dict.fromkeys(("number", "title", "title_en", "field", "field_en"), "A" * 24)),
    units_json=json.dumps(
        [{"position": n, "code": "A" * 15, "title": "A" * 40, "title_en": "B" * 40} for n in range(1, 9)]
    ),
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
